/** The words of the patrol entry. */
export default {
  title: '巡查',
  toContent: '跳到内容',
  back: '返回',
  strip: {
    synced: '已同步', asking: '正在同步', waiting: '本机待传 {n}', stuck: '{n} 条需要您处理', notSynced: '没有连上，显示的是 {when} 的内容', never: '没有连上',
    signedOut: '登录已过期，点此登录', signedOutWaiting: '登录已过期，本机待传 {n}',
  },
  nav: { label: '主要页面', tasks: '任务', sweeps: '排查', outbox: '待传', me: '我' },
  camera: { report: '拍照上报', self: '自办自结：先拍处置前', urgent: '拍照，紧急上报' },
  signedOut: '您还没有登录',
  signedOutHint: '登录后可以看到交给您的任务。',
  firstTime: '第一次使用需要网络，请连上后再试。',
  signIn: '登录',
  tasks: '我的任务',
  none: '现在没有交给您的任务',
  noneHint: '新任务会出现在这里。',
  overdue: '已逾期 {n}',
  refresh: '刷新',
  nearest: '按距离排',
  metres: '{n} 米',
  stale: '这台手机已超过三天没有联网，为防遗失泄露，任务暂不显示；联网后恢复。',
  noPlace: '待定位',
  actingAs: '{unit} · {post}',
  task: {
    due: '最晚 {when}', waiting: '本机待传 {n}', gone: '这件事项不在本机', goneHint: '可能已经办完，或者还没有同步到这台手机。', reply: '承办单位答复',
    acts: '可以办的事', wait: '已记下，传出后再继续。', nothing: '现在没有需要您办的。', desk: '其他操作在工作台办理',
  },
  act: {
    ask: { verified: '现场情况属实吗？', inspect: '处理好了吗？' },
    yes: { verified: '属实', inspect: '已处理好' },
    no: { verified: '不属实', inspect: '没有处理好' },
    text: { note: '情况说明', reply: '办理结果', reason: '对方的话' },
    missing: {
      answer: '请先选一个回答。', text: '请写几句话。', consent: '只回访反映人本人，且要对方同意。', solved: '请选择是否解决。', satisfaction: '请选择是否满意。',
    },
    send: '提交：{act}',
  },
  visit: {
    lead: '先说明来意，对方愿意才问。对方不愿意的，不作任何记录。', requester: '对方是反映人本人', consent: '对方同意现在回访', declined: '对方不愿意，不作记录',
    solved: '问题解决了吗？', satisfaction: '满意吗？',
  },
  photos: {
    label: '照片', before: '处置前', after: '处置后', now: '现在', byUnit: '承办单位所拍', nth: '第 {n} 张照片', take: '拍照：{what}', more: '再拍一张', shoot: '拍照', busy: '正在存',
    notPicture: '这张图片打不开，请用相机直接拍。',
  },
  place: {
    grid: '网格', address: '地点', addressHint: '如：文化广场东门（可以不填）', mark: '标上事发位置', marked: '已标上事发位置', unmark: '去掉', asking: '正在定位',
    failed: '没有取得位置，写清地点也可以。',
  },
  report: {
    title: { report: '上报', self: '自办自结', urgent: '紧急上报' },
    send: { report: '上报', self: '提交自办自结', urgent: '紧急上报' },
    category: '类别', categoryFind: '输入几个字或拼音首字母', categoryNone: '没有这个类别，可以不选，由中心来定。', text: '情况', photoText: '巡查发现，情况见照片。',
    selfText: '巡查发现，已现场处置，见照片。', selfReply: '已现场处置。', reply: '怎么处置的', giveUp: '不要了', kept: '没有网络也可以提交，连上后自动传出。',
    urgentHint: '有人受伤、起火、漏气，请先拨打 110、119、120。', needBefore: '请拍一张处置前的照片。', needAfter: '请拍一张处置后的照片。',
    needCategory: '请选择类别。', needWords: '请写几句话，或拍一张照片。',
  },
  help: {
    short: '紧急', title: '紧急求助', lead: '有人有危险，先打电话，再上报。', for: { 110: '人身安全、治安', 119: '火情、燃气泄漏、救援', 120: '受伤、突发疾病' }, centre: '综治中心',
    then: '打过电话之后：', write: '不拍照，只写文字',
  },
  sweeps: {
    title: '排查', until: '到 {day} 为止', none: '现在没有排查任务', noted: '已有记录', open: '还没有去', waiting: '本机待传 {n}', item: '排查对象', itemHint: '如：3 幢 2 单元；不填就是整个网格',
    result: '排查结果', nothing: '未发现问题', found: '发现问题', needAnswer: '请先选排查结果。', send: '提交排查结果',
  },
  kind: { report: '上报', self_handle: '自办自结', act: '办理', sweep: '排查' },
  state: { waiting: '待传', sending: '正在传', sent: '已传', conflict: '情况有变', refused: '没有收下', held: '待登录', later: '{when} 再传', soon: '稍后再传' },
  outbox: {
    title: '本机待传', now: '马上再传', signIn: '登录后自动传出。', open: '还有 {n} 条没有传出去，都存在这台手机上。', empty: '都传出去了。', photos: '照片 {n} 张', gone: '这条记录已不在本机',
  },
  own: { photo_lost: '照片不在这台手机上了。', noted_before: '这一项已由他人记录，您的发现没有并进去。', page_error: '页面出错了，请刷新后重试。' },
  conflict: {
    changed: '您看过之后的变化', now: '现在的状态：{state}', offline: '连上网络后可以看到有什么变化。', seen: '{act}：{answer}', about: '关于 {code}：{words}',
  },
  way: { again: '按现在的情况再次提交', note: '作为进展附上', report: '作为新的上报' },
  record: {
    safe: '已存在这台手机上，连上后自动传出，不会重复。', edit: '改一改再交', drop: '不要这条了', dropYes: '确定不要', dropSure: '这条记录和照片会从手机上删除，不再传出。',
    dropUncertain: '它可能已经传到中心，删除的只是手机上的这一份。', registered: '已登记为普通上报 {code}，由中心交办。',
  },
  sign: {
    title: '登录', user: '账号', password: '密码', code: '动态口令', wrong: '账号或密码不对。', wrongCode: '动态口令不对。', locked: '尝试次数太多，请稍后再试。',
    desk: '请先在工作台绑定动态口令。', kept: '本机待传的记录还在，登录后自动传出。',
  },
  me: {
    size: '字号', normal: '普通', large: '大字', light: '明暗', theme: { light: '浅色', dark: '深色', system: '跟随系统' }, kept: '这台手机上存了什么',
    keptWhat: '当天的任务和小图、没写完的内容、没传出的记录和照片。退出后任务和草稿即删除。', notKept: '不存姓名和电话，不记录您去过哪里；位置只在您按下“标上事发位置”时写进那一条记录。',
    synced: '最近同步：{when}', others: '本机还有另一账号的 {n} 条记录待传，该账号登录后传出。', warn: '还有 {n} 条没有传出去。退出后它们留在这台手机上，要等您再次登录才能传出。',
    sendFirst: '先传完', leaveAnyway: '仍然退出', signOut: '退出登录', noSignOut: '没有连上，现在不能退出。',
  },
}
