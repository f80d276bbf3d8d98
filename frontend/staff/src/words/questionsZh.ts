/** The words of a category's own questions: where they are kept, and where they are answered. */
export default {
  questions: {
    title: '补充问题', yes: '是', no: '否', staffOnly: '仅工作人员', erased: '已删除', open: '还没有回答：{names}', openLead: '这类事项还要了解以下情况。', correctLead: '已经回答过的可以更正，以最后一次为准，之前的答复保留在记录里。',
  },
  asking: {
    lead: '某类事项除了内容和地点还要问什么，在这里设置，不用改程序。登记时和群众查询页会问；已有的答复按当时的问题显示。', pick: '打开一个分类', loading: '正在读取补充问题', nothing: '还没有分类设置补充问题', counted: '{n} 个问题 · 第 {edition} 版', back: '返回补充问题',
    since: '第 {edition} 版，{when} 起使用', none: '还没有发布过', add: '添加问题', edit: '修改问题', change: '修改', up: '上移', down: '下移', drop: '删除', publish: '发布', published: '已发布，从现在起使用', lost: '其他人刚发布了新的问题，已重新读取。',
    zh: '问题（中文）', en: '问题（英文）', kind: '怎样回答', options: '选项', optionsHint: '一行一个，中文和英文用竖线隔开，例如：前半夜 {\'|\'} Evening', unitZh: '单位（中文）', unitEn: '单位（英文）', whom: '问谁', everybody: '群众和工作人员', staff: '只问工作人员', required: '必须回答', free: '可以不答',
    helpZh: '提示（中文）', helpEn: '提示（英文）', keep: '放入列表', empty: '没有问题', past: '以前的版本', kinds: { short: '短文字', long: '长文字', number: '数字', one: '单选', several: '多选', date: '日期', yes_no: '是或否' },
  },
}
