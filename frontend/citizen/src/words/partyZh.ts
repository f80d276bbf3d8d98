/** The words of a party's own page and of the public board of mediators. */
export default {
  party: {
    lost: '这个链接不对，或已换成新的链接。', lostHint: '请向调解员要新的链接，或用编号重新进入。', findTitle: '进入我的调解页面', findHint: '没有链接时，用编号和手机号后四位（或约定的密码）进入。', typed: '手机号后四位或密码',
    typedWrong: '请填写 4 到 8 位数字。', open: '进入', toRights: '我的权利和其他途径', people: '参加的人', me: '我', answers: { agree: '同意调解', refuse: '不同意调解', none: '还没有答复' },
    mediators: '调解员', mediatorsHint: '您可以选择调解员，也可以不接受某一位，不用说明理由。', choose: '选这位', notThis: '不接受', wishes: { refused: '您不接受', chosen: '您已选择，等待答复', comes: '将由这位调解', declined: '这位不能来' }, wished: { choose: '已记录：您选择{name}。', refuse: '已记录：您不接受{name}。' }, board: '看看有哪些调解员',
    consentTitle: '您愿意调解吗？', consent1: '调解自愿，不收任何费用。', consent2: '不同意也没有任何不利，您的权利不受影响。', consent3: '同意之后，随时可以退出。', consent4: '调解不妨碍您起诉、仲裁或走其他途径。',
    agree: '愿意调解', refuse: '不愿意', consentDone: { agree: '已记录：您愿意调解。', refuse: '已记录：您不愿意调解。其他途径见下方。' },
    proposals: '方案', noProposals: '还没有方案。您可以先提出来。', proposal: '方案 {n}', mySide: '我方提出', by: { applicant: '申请人一方提出', respondent: '被申请人一方提出', mediator: '调解员提出' }, accept: '接受', decline: '不接受',
    accepted: '已记录：您接受方案 {n}。', declined: '已记录：您不接受方案 {n}。', counter: '我另提一个方案', counterTo: '回应方案 {n}', propose: '提出我的方案', proposalText: '我的方案', amount: '金额（元，可以不填）', readers: '给谁看', toBoth: '双方都能看',
    toMediator: '只给调解员看', send: '提交', cancel: '取消', proposed: '方案已提交。', textMissing: '请写一写内容。', points: '已经谈妥的',
    statements: '我的说明', mine: '我说的', theirs: '对方公开的说明', readByBoth: '双方都能看到', readByMediator: '只有调解员能看到', share: '让对方也看到', shared: '现在双方都能看到。', state: '写一段说明', stateText: '说明内容', stated: '已提交。',
    notes: '我和调解员的单独谈话', notesHint: '只有您和调解员能看到，对方看不到。',
    draft: '协议草案', draftHint: '第 {n} 版，请仔细读，有不明白的先问调解员。', agreement: '调解协议', agreementHint: '协议对各方都有约束力。', by_day: '{day} 前', iSigned: '我已签名', sign: '我要签名', signHint: '签名表示：我读懂了，自愿签署这一版协议。',
    mySignature: '我', signNow: '确认签名', signed: '签名已收到。', performance: '履行情况', performed: { open: '还没有履行', partly: '已履行一部分', done: '已经履行完', broken: '没有按协议履行' }, paidOf: '已付 {paid}，共 {owed}', next: '下一笔：{day} 前付 {amount}',
    paid: '已付 {amount}', broken: '您可以凭协议向人民法院起诉，请联系调解员。', court: '请法院确认协议',
    courts: {
      none: '双方可以一起请法院确认协议。', not_needed: '已经履行完，不需要确认。', excluded: '这类协议法院不予确认。', open: '双方可以一起向法院申请，最晚 {day}。', closed: '申请的期限已经过了。', applied: '已经申请，等法院裁定。',
      confirmed: '法院已经确认，对方不履行可以申请强制执行。', refused: '法院没有确认，可以起诉或重新调解。',
    },
    papers: '给我的文书', readPaper: '打开', savePaper: '下载', paperStates: { waiting: '正在打印，请稍后再看', failed: '没能打印出来，请到窗口领取', erased: '内容已依法删除', unprinted: '没有电子件，请到窗口领取' },
    evidence: '证据材料', evidenceHint: '您提交的只有您、调解员和综治中心能看到；您同意公开后，对方才能看到。', evidenceLocked: '对方看不到', mineEvidence: '我方提交', evidenceOf: { applicant: '申请人一方公开', respondent: '被申请人一方公开', none: '调解组织提供' },
    photoOf: '{title} 的照片', bring: '拍照或选择文件', bringHint: '照片、PDF 或 DOCX，每份不超过 20 MB。', shareSure: '确定公开（不能撤回）', evidenceDone: '材料已收到。',
    sessions: '开过的调解会', session: '第 {n} 次', rights: '我的权利', leave: '我不想再调解了', leaveHint: '退出后调解结束，不会有任何不利。', leaveReason: '想说的话（可以不填）', leaveNoReason: '当事人退出，未说明理由', leaveNow: '确认退出', stay: '继续调解', left: '已退出调解。',
    call: '有不明白的，打电话：{phone}', access: '谁看过这件事',
  },
  board: {
    title: '调解员', lead: '您可以选自己信得过的调解员。调解不收费。', loading: '正在读取…', none: '还没有公开的调解员名单，请到窗口询问。', language: '语言', all: '全部', speaks: '能说：{languages}',
    days: { 1: '周一', 2: '周二', 3: '周三', 4: '周四', 5: '周五', 6: '周六', 7: '周日' },
  },
}
