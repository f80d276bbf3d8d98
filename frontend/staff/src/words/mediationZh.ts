/** The words around the table: a mediator's day, the calendar of rooms, the register of mediators. */
export default {
  around: { title: '调解工作', day: '我的一天', calendar: '房间预约', mediators: '调解员' },
  day: {
    today: '今天', before: '前一天', after: '后一天', loading: '正在读取这一天的安排', closed: '这一天不是工作日。', sessions: '当天的调解', noSessions: '这一天没有安排调解。', invited: '邀请 {n} 人',
    consents: '待征询意愿', noConsents: '没有等待征询的纠纷。', answered: '已答复 {n}/{all}', performances: '待履行', noPerformances: '没有等待履行的协议。', dueBy: '应在 {day} 前履行',
    wasDue: '应在 {day} 前履行，已逾期', dueNow: '应当场履行', wishes: '待答复的选择', noWishes: '没有当事人等待答复。', wish: '当事人选择{name}', yes: '同意', no: '不同意', whyNot: '请说明理由，当事人会看到',
  },
  calendar: {
    before: '往前', after: '往后', view: '显示方式', views: { day: '日', week: '周', list: '列表' }, loading: '正在读取预约', noRooms: '本单位还没有可以预约的房间，请管理员在目录中添加。', week: '一周的预约',
    room: '房间', closed: '非工作日', seats: '{n} 座', taken: '已被占用', free: '没有预约', book: '预约', change: '修改预约', bookHere: '预约{room}，{day}', bookAt: '预约{room}，{time}', code: '纠纷编号',
    codeHint: '从纠纷页面点“预约”会自动填好。', purpose: '用途', counselling: '只记录时间，不记录谈话内容。', day: '日期', time: '时间', from: '开始时间', to: '结束时间', link: '视频链接', address: '上门地址',
    with: '调解员：{names}', toDispute: '打开这件纠纷', callOff: '取消预约', callOffSure: '确定取消，并通知各方', bookNow: '确认预约', moveNow: '保存修改', booked: '已预约，会通知各方', moved: '已修改，会通知各方', calledOff: '已取消，会通知各方',
  },
  board: {
    lead: '按编号排列。请看语言、时间和手头工作来选；这里没有、也不会有成功率或排名。', language: '语言', sector: '领域', freeToday: '今天有空', any: '不限', loading: '正在读取调解员名册', none: '没有符合条件的调解员。', hours: '时间',
    load: '手头', atTable: '{n} 件', contact: '工作电话', semicolon: '；', days: { 1: '周一', 2: '周二', 3: '周三', 4: '周四', 5: '周五', 6: '周六', 7: '周日' },
  },
}
