/** The words of the table: disputes, their signing and their agreement. */
export default {
  dispute: {
    bookings: '预约', noBookings: '还没有约好下次时间。',
    jumps: '本页导航', whole: '事项全貌', barred: '本纠纷不得调解：按一般程序办理，涉及人身安全的先由公安机关处置。',
    jump: { sides: '双方', sessions: '调解', proposals: '方案', agreement: '协议', performance: '履行', evidence: '证据', routes: '其他途径', records: '材料' },
    sides: { applicant: '申请人一方', respondent: '被申请人一方' }, proposers: { applicant: '申请人一方', respondent: '被申请人一方', mediator: '调解员' },
    and: '、', nobody: '还没有登记当事人，请先“登记当事人”。', nameHidden: '姓名不显示', minorHidden: '未成年人（姓名不显示）', organisation: '单位', minor: '未成年人',
    people: '代表 {n} 人', language: '{language}翻译', speaksFor: '代表{name}', authorities: { general: '一般授权', special: '特别授权' }, noAuthority: '没有授权委托书',
    answers: { agree: '同意调解', refuse: '不同意调解', none: '待征询' },
    link: '发给本人的链接', linkAgain: '重新生成链接', linkHint: '请本人扫码。链接只显示这一次，重新生成后旧链接失效。', linkOpen: '在本机打开', linkHide: '收起',
    statements: '陈述', statement: '陈述内容', addStatement: '记录陈述', whose: '谁的陈述', sharing: '是否公开', shareNow: '双方都能看到', sharedWithBoth: '双方可见', ownSideOnly: '仅本方可见',
    notes: '{side}背靠背谈话', notesHint: '只有调解员和本方看得到，对方在任何地方都看不到。', addNote: '记录谈话', note: '谈话内容',
    sessions: '调解过程', noSessions: '还没有开过调解会。', session: '第 {n} 次', reachedHere: '在本次达成协议', present: '到场：{names}', attendees: '到场 {n} 人', advised: '已告知：{route}',
    proposals: '调解方案', noProposals: '还没有人提出方案。', proposal: '方案 {n}', counterTo: '回应方案 {n}', notCounter: '不作为回应', readBy: '可见：{who}', accepts: '接受', declines: '不接受',
    counter: '提出反方案', addProposal: '提出方案', proposer: '由谁提出', proposalText: '方案内容', readers: '给谁看', toBoth: '双方', toOwn: '先只给本方和调解员看',
    points: '已经谈妥的', noPoints: '谈妥一点记一点，起草协议时会自动带入。', addPoint: '记下一点', pointText: '谈妥的内容', dropPoint: '不再算数',
    agreement: '调解协议', noAgreement: '还没有协议。', onTable: '起草中的协议', effective: '{when}生效', lacks: '还缺：', hash: '校验码 {hash}', unsigned: '待签名：{who}', signedBy: '已签名：{who}',
    drafting: '起草协议', redraft: '修改协议', toSigning: '到平板上签名', concluding: '达成协议',
    performance: '履行', performed: { open: '待履行', partly: '部分履行', done: '履行完毕', broken: '未按协议履行' }, paidOf: '已付 {paid}，共 {owed}', overdue: '已逾期', breached: '{day}违约',
    due: '应付日期', paid: '已付', payment: '已履行',
    confirmation: '司法确认', lastDay: '最晚 {day} 前由双方共同申请',
    confirmations: {
      none: '尚未申请', not_needed: '已履行，不需要', excluded: '不属于可以确认的范围', open: '可以申请', closed: '申请期限已过', applied: '已申请，等待法院裁定', confirmed: '法院已确认',
      refused: '法院未予确认',
    },
    diverted: '已转至{unit}',
  },
  party: {
    phoneHint: '用于本人进入自己的调解页面，封存保管。', speaksFor: '代表谁', authority: '授权', authorityHint: '特别授权可以代为同意和签名，须有授权委托书。', side: '哪一方', language: '翻译的语言', people: '代表多少人', minor: '是否未成年人',
    minorHint: '姓名对任何人都不显示，由监护人代为同意。',
  },
  desk: {
    begin: '开始第 {n} 次调解', goOn: '继续写第 {n} 次笔录', title: '第 {n} 次调解', placeHint: '例如：第一调解室', present: '到场的当事人', recordHint: '边谈边写，自动加密保存；结束本次调解后成为正式笔录。',
    useTemplate: '插入笔录提纲', saved: '{when}已保存', notSaved: '尚未保存', resultHint: '谈成了请改用“达成协议”。', notAdvised: '没有告知', end: '结束本次调解', later: '稍后再写',
    template: '第 {n} 次调解笔录\n到场：{people}\n\n一、告知权利义务：\n\n二、申请人的陈述和请求：\n\n三、被申请人的答复：\n\n四、争议焦点：\n\n五、调解过程：\n\n六、本次结果：\n',
  },
  builder: {
    title: '起草协议', lead: '每保存一次就是新的一版；已有的签名只对签名时的那一版有效。', template: '条款范本', templateHint: '选择后填入，花括号处请改写', clauses: '条款', clause: '第 {n} 条',
    fine: '谁、做什么、何时、凭什么，都写清楚了', instalments: '分期（可以不分）', due: '第 {n} 期日期', part: '第 {n} 期金额', addPart: '加一期', count: '期数', equal: '平均分期',
    tooLittle: '各期合计比总额少 {n} 元。', tooMuch: '各期合计比总额多 {n} 元。', save: '保存为新的一版',
  },
  conclude: {
    where: '在哪里达成', inSession: '在第 {n} 次调解中达成', built: '以签好的第 {n} 版协议为准。', unsigned: '第 {n} 版协议还没有签齐。', send: '确认达成协议',
  },
  sign: {
    title: '请阅读并签名', return: '交还工作人员', nothing: '还没有可以签名的协议，请先起草。', changed: '协议内容已改为第 {n} 版，请重新阅读后再签名。', amount: '金额', by: '{day} 前',
    part: '第 {n} 期', version: '第 {n} 版 · 校验码 {hash}。您签的就是这一版，改一个字签名就失效。', signers: '签名的人', haveRead: '我们已经读完，开始签名', turn: '请{who}签名',
    promise: '签名表示：我读懂了协议，自愿签署。', promiseMediator: '签名表示：各方当事人当面自愿签署。',
    scanInstead: '改用纸质签名', padInstead: '改为手写', scanLabel: '请{who}在纸上签名或按手印，拍照或扫描后上传', scanShown: '{who}的纸质签名', scanMissing: '请先选择纸质签名的图片。',
    confirm: '确认签名', all: '所有人都签好了。', seal: '加盖调解委员会印章', sealed: '已加盖调解委员会印章，可以“达成协议”了。', giveBack: '请把平板交还调解员。', of: '{who}的签名',
  },
}
