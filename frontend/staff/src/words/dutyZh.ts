/** The words around the shift: who is on duty. */
export default {
  roster: {
    lead: '按周安排中心和各单位的值班领导、值班员。这是值班计划，不记录到岗，也不作统计。', today: '今日值班', loading: '正在读取值班表', nobodyToday: '今天没有安排值班。', now: '当班', span: '{from} 至 {to}',
    unit: '单位', before: '上一周', thisWeek: '本周', after: '下一周', copy: '照抄上周', nothingBefore: '上周没有安排', add: '加一班', drop: '删除这一班', noLeader: '缺值班领导', save: '保存本周', saved: '已保存', reload: '重新读取', plan: '保存后同事在“今日值班”里看到；勾选公布的，群众能看到岗位、称呼和工作电话。',
    shift: '班次', usual: { day: '白班', night: '夜班', whole: '全天' }, ownTimes: '自定时间', from: '开始时间', until: '结束时间', role: '值班岗位', roles: { duty_leader: '值班领导', duty_officer: '值班员' }, person: '值班人', nobody: '没有这个人', publish: '向群众公布', named: '公布的称呼', namedHint: '称呼，如王主任；可不填', noPhone: '{name}没有登记工作电话，只公布岗位和称呼。',
    out: '导出 {kind}', in: '导入表格', taken: '已导入 {n} 班', notTaken: '没有导入，请改正后重新导入：', row: '第 {n} 行：{words}', file: '文件：{words}',
  },
}
