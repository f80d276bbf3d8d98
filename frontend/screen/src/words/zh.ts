/** The words of the command screen. */
export default {
  title: '指挥大屏',
  todo: '待办',
  soon: '即将到期',
  due: '最先到期',
  dueNone: '目前没有即将到期或逾期的事项',
  unsorted: '未分类事项',
  overdue: '已逾期',
  asOf: '数据时间 {when}',
  stale: '连接中断，显示的是 {when} 的数据',
  signedOut: '请先登录，再打开大屏',
  signIn: '登录',
  waiting: '正在取数',
  note: '仅统计“{unit}”可见的事项',
  open: '查看这些事项',
}
