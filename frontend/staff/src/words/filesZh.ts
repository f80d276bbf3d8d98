/** The words of evidence, papers, hand-overs and the figures of disputes. */
export default {
  evidence: {
    title: '证据材料', none: '还没有证据材料。', add: '拍照、选择文件，或拖到这里', hint: '照片、PDF 或 DOCX，每份不超过 20 MB。当事人提交的，在本人公开前对方看不到。',
    whose: '这是谁的材料', nobodys: '不属于任何一方', broughtBy: '由{post}录入', byParty: '本人提交', pages: '{n} 页', shared: '双方可见', notShared: '对方看不到',
    share: '按本人意愿向双方公开', shareSure: '公开后不能撤回，确定公开', look: '查看', save: '下载', read: '识别文字', readAgain: '重新识别', draft: '查看识别草稿', reading: '正在识别…', of: '{title} 的照片',
  },
  scan: {
    title: '机器识别的草稿', label: '对照原件改好后再采用', copy: '复制', copied: '已复制', use: '采用为陈述', whose: '记为谁的陈述', close: '收起',
  },
  papers: {
    title: '文书', issue: '第 {n} 版', pdf: '打开 PDF', docx: '下载 DOCX', print: '打印', closed: '本岗位不能打开', receipts: '已送达：{who}', receipt: '{who}（{way}）', voided: '作废原因：{reason}',
    states: { waiting: '正在打印', printed: '已打印', failed: '未能打印，请联系管理员', erased: '内容已依法删除', unprinted: '没有打印件', void: '已作废' },
    bind: '装订卷宗', bindHint: '卷宗材料不齐时会说明还缺什么。', bound: '打开装订好的卷宗', refresh: '刷新文书',
    people: { parties: '各方当事人', requester: '诉求人' },
    receive: '登记送达', reissue: '重新出具', makeVoid: '作废', who: '送达给谁', way: '送达方式', reason: '原因', reissueHint: '文号不变，版次加一；以前的版次保留。', voidHint: '作废后不能恢复，文号不再使用。',
    receiveNow: '登记', reissueNow: '重新出具', voidNow: '确定作废',
    ways: { by_hand: '直接送达', post: '邮寄送达', fetched: '本人领取', online: '电子送达' },
    again: { corrected: '内容更正', completed: '内容补充', lost: '遗失补发' },
    voids: { wrong_content: '内容有误', made_twice: '重复出具', not_needed: '不再需要' },
  },
  refer: {
    lead: '只移交下面选中的内容，一次移交一个编号。姓名和电话在发送时才打开，本人能在查询页看到。', to: '移交给{name}（{docking}）', number: '移交编号 {number}', fields: '移交哪些内容', opened: '发送时打开：{who}',
    nobody: '没有留下', sent: '已移交，编号 {number}', preview: '对方将收到', nothing: '还没有选择任何内容。', basis: '移交的法律依据', basisHint: '例如：《个人信息保护法》第二十三条，经当事人同意', basisConsent: '经当事人单独同意',
    route: '导入哪条途径', body: '对接单位', noBody: '本县还没有登记这类对接单位，请管理员在目录中添加。', otherBody: '接收单位', docked: '这条途径有对接机制，导入后再选择移交哪些内容。',
  },
  figures: {
    title: '矛盾纠纷统计', lead: '每个比率都列出分子和分母，没有数据时为“—”。不统计任何个人、调解员或单位，也没有排名。', first: '起始日期', last: '截止日期', all: '全部时间', loading: '正在统计',
    thisYear: '今年', counts: '各项数量', apart: '单独统计，不计入比率', whole: '全县', area: '辖区 {area}', made: '{above} ÷ {below}', plus: ' ＋ ',
    basis: { flow: '按期间内发生统计', cohort: '按期间内到期统计' }, nav: '统计', noRight: '本岗位不看纠纷统计。',
  },
}
