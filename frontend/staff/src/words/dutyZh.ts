/** The words around the shift: who is on duty. */
export default {
  roster: {
    lead: '按周安排中心和各单位的值班领导、值班员。这是值班计划，不记录到岗，也不作统计。', today: '今日值班', loading: '正在读取值班表', nobodyToday: '今天没有安排值班。', now: '当班', span: '{from}至{to}',
    unit: '单位', before: '上一周', thisWeek: '本周', after: '下一周', copy: '照抄上周', nothingBefore: '上周没有安排', add: '加一班', drop: '删除这一班', noLeader: '缺值班领导', save: '保存本周', saved: '已保存', reload: '重新读取', plan: '保存后同事在“今日值班”里看到；勾选公布的，群众能看到岗位、称呼和工作电话。',
    shift: '班次', usual: { day: '白班', night: '夜班', whole: '全天' }, ownTimes: '自定时间', from: '开始时间', until: '结束时间', role: '值班岗位', roles: { duty_leader: '值班领导', duty_officer: '值班员' }, person: '值班人', nobody: '没有这个人', publish: '向群众公布', named: '公布的称呼', namedHint: '称呼，如王主任；可不填', noPhone: '{name}没有登记工作电话，只公布岗位和称呼。',
    out: '导出 {kind}', in: '导入表格', taken: '已导入 {n} 班', notTaken: '没有导入，请改正后重新导入：', row: '第 {n} 行：{words}', file: '文件：{words}',
  },
  handover: {
    title: '交接班', open: '待接班的记录', loading: '正在读取交接班记录', none: '还没有写给下一班的记录。', write: '写交接班记录', change: '修改', mine: '您写给下一班 · {when}', from: '上一班留下 · {when}', takeOver: '已阅，接班', taken: '已接班', saved: '已保存', save: '保存',
    matters: '要留意的事项', mattersHint: '已勾选本岗位紧急和未来 24 小时内到期的事项；只有能打开的人看得到。', nothingDue: '本岗位没有紧急或即将到期的事项。', words: '交接内容', wordsHint: '还有什么没办完、要注意什么。电话号码会自动遮挡。', due: '{when} 到期', urgent: '紧急', past: '以前的记录（{n}）', read: '{written} 写，{read} 接班', keep: '只有同单位同岗位的人能看。接班后保留 {n} 天，然后删除。',
  },
  bell: {
    title: '提醒', unread: '提醒，{n} 条未读', loading: '正在读取提醒', none: '没有新的提醒。', readAll: '全部标为已读', choose: '提醒设置', waiting: '另有 {n} 条，等免打扰结束或汇总时间一起提醒。', urgent: '紧急', new: '未读',
    kinds: '提醒哪些', quiet: '免打扰时段', since: '从', until: '到', digest: '每天汇总一次，不逐条提醒', digestAt: '汇总时间', passes: '紧急事项不受限制，随时提醒。没有声音。', save: '保存', chosen: '已保存',
  },
}
