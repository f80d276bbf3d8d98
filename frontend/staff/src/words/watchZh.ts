/** The words of what waits beside the matters: signals of machines, requests about the own data. */
export default {
  signals: {
    title: '信号', lead: '机器只报信号，由人确认后才成为事项。', count: '{n} 条信号等待确认', none: '没有等待确认的信号', noneHint: '摄像头、无人机和传感器报来的信号会自动出现在这里。',
    loading: '正在读取信号', urgent: '涉及生命安全', unknownType: '来源称“{type}”', unknownPlace: '没有报来地点', alarms: '报警 {n} 次', photos: '来源有 {n} 张照片', first: '最早 {when}', last: '最近 {when}',
    confirm: '确认成事项', dismiss: '不成立', lookOnly: '本岗位只查看；确认由登记受理岗办理。', confirmTitle: '确认信号 · {type}', dismissTitle: '信号不成立 · {type}',
    confirmLead: '确认后立即登记并受理，计时从现在开始。', seen: '现场情况', seenHint: '不填则写明类别，并注明由信号确认。', made: '已确认并受理：', dismissed: '已记录为不成立',
    dismissLead: '理由计入该来源的准确率。', reasons: { false_alarm: '误报', handled: '已处理', repeated: '重复' }, other: '其他', otherReason: '写明理由', gone: '有人先一步处理了这条信号',
  },
  rights: {
    title: '个人信息请求', lead: '当事人凭查询密钥提出，请在期限内答复；一次只答复一件事项，不能批量导出。', count: '{n} 件请求等待答复', none: '没有等待答复的请求', noneHint: '当事人在查询页提出的请求会出现在这里。', loading: '正在读取请求', more: '加载更多',
    kinds: { access: '查阅、复制', copy: '复制', erasure: '删除', correction: '更正', explanation: '解释说明' }, asked: '{when} 提出', answerBy: '{when} 前答复',
    left: '还剩 {n} 个工作日', today: '今天到期', late: '已逾期 {n} 个工作日', matter: '查看事项', answer: '出具副本', answerTitle: '出具个人信息副本',
    holds: '副本包括本人留下的信息、诉求内容、办理经过和查看记录；其他人的信息一律遮盖。', once: '出具即为答复，只能出具一次；请把副本交给本人。', checked: '身份：对方持有回执上的查询密钥。', answerNow: '出具并答复',
    done: '已答复，以下是本人信息副本', download: '下载文件', print: '打印', back: '返回请求列表', person: '本人信息', personNone: '没有留存', request: '诉求内容', others: '其他人（已遮盖）', timeline: '办理经过', documents: '文书', looks: '谁查看过', looksNone: '没有人查看过',
    fields: { name: '姓名', contact_phone: '电话', second_phone: '备用电话', address: '住址', email: '邮箱', organisation: '单位', instruction_no: '指令编号' },
  },
}
