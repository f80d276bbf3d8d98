/** The words of drafts that are published, and of public notices. */
export default {
  drafts: {
    version: '第 {n} 版', history: '发布过的版本', publishFirst: '请先保存再发布。', save: '保存草稿', standing: '状态', any: '全部状态',
  },
  notices: {
    title: '公告', lead: '向群众公布的停水停电、道路施工、办事安排等。起草后由管理员或协调调度岗发布；更正是新的一版，旧的保留；过了截止日自动撤下。', loading: '正在读取公告', none: '没有公告', add: '起草公告', editTitle: '公告 {code}',
    standings: { draft: '草稿', published: '公布中', coming: '未到公布日', expired: '已结束', withdrawn: '已撤回' }, changed: '有改动未发布', span: '{from}至{until}',
    name: '标题', text: '正文', textHint: '不写个人手机号、身份证号；办公电话可以写。', from: '公布自', until: '公布至', untilHint: '过了这一天自动撤下。', area: '范围', areaHint: '选一个乡镇街道；不选为全县。', unit: '发布单位', link: '链接', linkHint: '可不填。以 https:// 开头，例如停电计划的网页。', nameEn: '英文标题', textEn: '英文正文', enHint: '可不填；要填就标题和正文都填。',
    saved: '已保存，发布后群众才看得到', publish: '发布', published: '已发布第 {n} 版', correct: '发布更正', correction: '更正说明', correctionHint: '群众会看到这句话，例如：恢复供水时间改为18时。', corrected: '更正：{words}', withdraw: '撤回', withdrawSure: '确定撤回', withdrawn: '已撤回，群众不再看到',
    noHistory: '还没有发布过。', readOnly: '这份公告由{unit}负责，本岗位只能查看。', lost: '这份公告刚被其他人改过，已重新读取。', wholeCounty: '全县',
  },
}
