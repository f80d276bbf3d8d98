/** The words of the document templates in the settings. */
export default {
  templates: {
    lead: '四单两函和其他文书的名称、正文在这里修改，旁边同时看到印出来的样子。改动从保存起用于新印的文书，已经印出的不变。', loading: '正在读取文书模板', nothing: '还没有文书模板', version: '第 {n} 版', own: '已改用本县文字', shipped: '默认文字', notUsed: '停用', back: '返回文书模板',
    keeps: '保存后成为新的一版，已经印出的文书不变', nameZh: '文书名称', nameHint: '印在文书最上方。', nameEn: '英文名称', body: '正文',
    bodyHint: '一行一段。“# ”开头是标题，“> ”开头顶格，“{bar} 栏目 {bar} 内容”是表格，“{at} ”开头是签名处；花括号里是填充处，全空的行不印。', required: '必须保留：{names}', places: '填充处（点一下插入到光标处）', save: '保存为新版本', undo: '恢复到现在使用的', standard: '换成默认文字', saved: '已保存，第 {n} 版从现在起使用', lost: '其他人刚改过这份模板，已重新读取。',
    past: '各个版本', since: '第 {n} 版，{when} 起使用', takeUp: '拿来修改', preview: '印出来的样子', drawing: '正在排版', stale: '还是改动之前的样子。', madeUp: '事项是虚构的。', firstPages: '共 {all} 页，这里是前 {n} 页。', silent: '这份文书不会填：{names}', page: '第 {n} 页，共 {all} 页',
  },
}
