import dispute from './disputeZh'
import duty from './dutyZh'
import files from './filesZh'
import hall from './hallZh'
import mediation from './mediationZh'
import notices from './noticesZh'
import questions from './questionsZh'
import settings from './settingsZh'
import templates from './templatesZh'
import undo from './undoZh'
import watch from './watchZh'
import work from './workZh'

/** The words of the staff entry. */
export default {
  ...dispute,
  ...duty,
  ...mediation,
  ...undo,
  ...watch,
  ...settings,
  ...questions,
  ...templates,
  ...notices,
  ...files,
  ...hall,
  ...work,
  product: '枫桥',
  shell: {
    toContent: '跳到主要内容', rail: '主导航', collapse: '收起导航', expand: '展开导航', worklist: '工作台', register: '登记',
    actingAs: '当前岗位', switchPost: '切换岗位', search: '搜索编号、内容、拼音首字母',
    soon: '即将到期', overdue: '已逾期', me: '个人菜单',
    themeLight: '日间', themeDark: '夜间', themeSystem: '跟随系统', density: '列表行距：{is}', roomy: '标准', compact: '紧凑',
    keyMap: '快捷键', signOut: '退出登录', noPost: '没有岗位',
    noPostNext: '您的账号还没有岗位，请联系管理员。',
  },
  signIn: {
    leadUnknown: '社会治理与城市运行平台', username: '账号', password: '密码',
    submit: '登录', code: '动态验证码', codeHint: '请输入手机验证器上的 6 位数字，或一个恢复码。', confirm: '确认', back: '返回重新输入账号',
    wrong: '账号或密码不对。', wrongNext: '连续输错 5 次，账号会锁定 15 分钟。', locked: '尝试次数太多，请 15 分钟后再试。',
    wrongCode: '验证码不对或已过期。', enrolTitle: '绑定动态验证码', enrolLead: '本单位要求使用第二重验证。用手机验证器扫描二维码，再输入显示的 6 位数字。',
    enrolSecret: '不能扫码时，手动输入密钥：', ended: '登录已过期，请重新登录。填写的内容已保留。',
    hello: '从群众的一句话，到一件事办结。',
  },
  worklist: {
    title: '工作台', views: '视图', filters: '筛选', state: '状态',
    category: '类别', unit: '承办单位', anyState: '全部状态', anyCategory: '全部类别', anyUnit: '全部单位', clear: '清除筛选',
    query: '搜索“{q}”', more: '加载更多', loading: '正在加载', shown: '已显示 {n} 件', empty: '这里没有事项',
    emptyTodo: '待办已全部处理', emptyTodoHint: '新交来的事项会自动出现在这里。', emptyFiltered: '没有符合条件的事项',
    emptyFilteredHint: '可以放宽或清除筛选条件。', list: '事项列表', preview: '预览', choose: '用 j、k 或点击选择一件事项。', open: '打开全页',
    refresh: '刷新', noUnit: '未交办', noPlace: '待定位', untitled: '（无内容）', end: '没有更多了', saved: '条件已写入地址，可以收藏或发给同事',
  },
  matter: {
    table: '纠纷调解',
    copy: '复制编号', copied: '编号已复制', back: '返回列表', more: '更多', noStep: '本岗位当前没有要办的步骤',
    registered: '登记', uncategorised: '未分类',
    clocks: '期限', noClocks: '没有在计时的期限', moreClocks: '已结束的时限 {n} 个', lessClocks: '收起已结束的时限', asked: '诉求内容', place: '地点', grid: '网格', area: '辖区', noPlace: '没有登记地点',
    noGrid: '未定位到网格', coordinates: '坐标', outside: '地点在辖区外', requester: '诉求人', anonymous: '没有留下诉求人信息', sealed: '身份信息已封存',
    sealedHint: '查看须写明用途，并会记录在案；诉求人在查询页能看到是哪个单位、为何查看。', reveal: '查看联系方式', purpose: '用途',
    purposes: { contact: '联系诉求人核实情况', visit: '回访诉求人', onsite: '上门或现场处理', legal: '依法出具文书' },
    purposeHint: '请写明为什么需要看到这些信息。', revealNow: '确认查看', hide: '重新封存', revealed: '已查看，本次查看已记录。',
    orders: '工单', noOrders: '还没有交办',
    executing: '由{unit}具体办理', reply: '办理结果', noDocuments: '还没有文书',
    version: '第 {n} 版', timeline: '办理记录', composer: '填写进展', composerPublic: '诉求人可见',
    composerSend: '记录进展', moreText: '展开全文（{n} 字）', lessText: '收起全文', moreSimilar: '还有 {n} 件', lessSimilar: '只看前几件',
    similar: '相似事项', similarHint: '可能是同一件事', supervisions: '催办与督办', proposals: '系统提醒', issue: '发出', issueTo: '向{unit}发出{letter}',
    proposalHint: '系统只提醒，由跟踪督办岗决定是否发出。', visits: '回访', round: '第 {n} 轮', whistles: '吹哨', replyBy: '{when} 前回复',
    respondBy: '{when} 前报到', reported: '已报到', notReported: '未报到', qr: '查询码', qrHint: '扫码查看办理进度', loading: '正在打开事项',
    reload: '重新加载', suggestion: '智能建议',
    mergeRule: '合并依据', mergeHint: '被并入的事项保留各自的诉求人，办结后分别答复和回访，随时可以解除。',
    showQr: '显示查询码', relay: '只能经综治中心联系诉求人。', dueAt: '期限 {when}', consultations: '会商', consultation: '第 {n} 次',
    together: '并案', mainIs: '主事项', looks: '查看记录', refusedOnce: '未准许', refusedTimes: '{n} 次均未准许', requests: '申请',
    rules: { duty_line: '依据职责清单', category_default: '依据类别的默认承办单位', territory: '依据属地', fallback: '兜底承办', ruling: '依据裁定', person: '人工选择', self_handled: '网格自办自结' },
    requestKinds: { returns: '退单', extensions: '延期', shelvings: '挂账' },
    supervision: { open: '待回复', replied: '已回复', closed: '已办结', missed: '逾期未回复' },
    moments: { issued: '交办', signed: '签收', arrived: '到场', submitted: '反馈' },
    person: { name: '姓名', phone: '电话', second_phone: '备用电话', address: '住址', email: '邮箱', organisation: '单位' },
  },
  act: {
    /** How a day is written in a field, in the signs of the date picker. */
    dayFormat: 'YYYY年M月D日',
    drawer: '{action} · {code}', required: '（必填）', submit: '确认{action}', cancel: '取消', done: '已{action}', more: '更多选项',
    less: '收起选项', noForm: '这一步不需要填写内容，确认即可。', draftKept: '填写的内容会自动保留', conflictTitle: '这件事项刚刚有了变化',
    conflictBody: '您打开的是第 {mine} 版，现在已经是第 {theirs} 版。您填写的内容还在。', conflictSee: '查看最新情况', conflictAgain: '按最新版本再提交',
    choose: '请选择', yes: '是', no: '否', addLine: '再加一条', removeLine: '删除这一条', line: '第 {n} 条', date: '选择日期', moment: '选择时间',
    fieldMissing: '请填写“{field}”。', unitSearch: '输入名称或拼音首字母', categorySearch: '输入名称、关键词或拼音首字母', areaSearch: '选择辖区',
    empty: '无',
  },
  picker: { found: '共 {n} 项', none: '没有找到，换个说法试试', remove: '移除 {name}', clear: '清除' },
  field: {
    category: '类别', kind: '事项类型', urgency: '紧急程度', secondary: '其他类别', area: '辖区', reason: '理由', right_door: '正确的办理渠道',
    target: '移送单位', basis: '依据', answer: '答复内容', knowledge_item: '知识库条目', text: '补充内容', photos: '图片', lead: '主办单位', co: '协办单位',
    suggested_unit: '建议承办单位', unitAsking: '申请单位', followers: '并入的事项', data: '内容', to: '转派给', note: '情况说明', public: '诉求人可见', with_officer: '与民警同行', amount: '延长多久', unit: '单位',
    plan: '后续计划', next_review: '下次复核日期', cause: '暂停原因', reply: '答复内容', photos_after: '处置后照片', is_requester: '是反映人本人', consent: '对方同意回访', outcome: '处理结果', measures: '采取的措施',
    law_enforcement: '执法情况', loss_prevented_band: '避免损失', passed: '是否通过', inspection: '核查方式', on_submission_by: '提交单位',
    reached: '是否联系上', solved: '是否解决', satisfaction: '是否满意', explanation: '书面解释', units: '报到单位', respond_within: '报到时限', type: '吹哨类型',
    approved_by: '批准人', ratings: '评价', number: '第几次会商', attendees: '参加人数', tasks: '任务单位', due_within: '任务期限', minutes: '会商纪要',
    reply_by_working_days: '几个工作日内回复', letter: '函件', risk: '风险等级', review_date: '复核日期', leader: '包案领导', result: '核实结果',
    role: '当事人身份', name: '姓名', phone: '电话', organisation: '单位名称', pending_elsewhere: '已在诉讼或仲裁中，或已有裁判',
    applicant: '申请人是否同意', respondent: '被申请人是否同意', round: '第几次调解', place: '地点', record: '调解笔录', mode: '调解方式',
    advised: '告知的其他途径', form: '协议形式', content: '协议内容', amount_cny: '金额（元）', performance: '履行方式', perform_by: '履行期限',
    signed_by: '签名与印章', fields: '移交内容', proof: '履行凭证说明', proofKind: '凭证种类', performed: '是否已履行', route: '法定途径', applied_by: '共同申请人', court: '人民法院',
    ruling_no: '裁定书文号', sessionResult: '调解结果', courtResult: '司法确认结果',
    starts: '开始时间', ends: '结束时间', purpose: '用途', room: '房间', mediators: '调解员', invited: '参加的当事人', mediator: '调解员', wish: '选定或不接受',
    wisher: '当事人', accepted: '是否同意', bookingNumber: '第几次预约', wishNumber: '第几条意愿',
    date: '违约日期', verifiedResult: '情况是否属实', follower: '解除并案的事项', photosCount: '图片数量',
  },
  accept: {
    suggested: '建议类别', abstained: '系统还不能十分确定，请您判断。', score: '把握 {percent}%', because: '因为提到：{words}', pick: '选用建议 {n}',
    urgentHint: '含有紧急内容，建议按紧急受理，并立即电话处置。', limit: '受理后办理期限：{amount} {unit}', limitUnknown: '办理期限由类别决定',
  },
  reject: {
    lead: '不予受理须给群众指明正确的渠道，并会出具告知书。',
    doors: {
      outside_area: '请向事发地的 12345 热线或综治中心反映。', other_branch: '请向有管辖权的机关反映，可到综治中心窗口咨询地址和电话。',
      emergency_number: '情况紧急请直接拨打 110、119、120 或 122。', other_procedure: '请通过正在进行的诉讼、仲裁、复议或信访程序提出。',
      handled_no_new_fact: '该事项已经办结；如有新的事实或证据，请补充后再次反映。', unlawful_content: '请依法、如实反映诉求，我们随时受理。',
      not_enough_information: '请补充时间、地点和具体情况，补充后即可受理。',
    },
    useDoor: '填入常用答复',
  },
  dispatch: {
    other: '改派其他单位', noRoute: '职责清单没有匹配到单位，请人工选择。', withCo: '协办：{names}', first: '建议',
    transferOnly: '该单位不在平台接单，请用“移送”。', otherUnit: '选择单位', why: '为什么不交给建议单位（可以不填）', whyHint: '写入办理经过，仅工作人员可见。',
  },
  back: {
    lead: '退单不停止计时。请写明理由，并给出建议单位或依据（至少一项）。', basisPlaceholder: '职责清单条目或法规条文',
  },
  extension: { lead: '延期须在到期前申请，由跟踪督办岗审批；审批期间照常计时。', most: '每次最多 {amount} {unit}，不超过原期限。' },
  pause: {
    lead: '只有等群众补充材料或法定鉴定时才能暂停计时。补充材料只能等一次，最长 3 个工作日。',
    resumeLead: '计时因“{cause}”暂停。确认后从现在起继续计时，剩下的时间不变。',
  },
  result: { usual: '常用答复', gap: '“{gap}”处还没有填写。', before: '受理时的图片', lead: '群众会看到答复内容。带图片受理的城市管理事件、部件和隐患须有处置后照片。', measurePlaceholder: '例如：更换井盖并加固' },
  review: { asked: '反映的情况', done: '办理结果', photosBefore: '受理时的图片 {n} 张', noPhotosBefore: '受理时没有图片', photosAfter: '处置后照片 {n} 张', noPhotosAfter: '没有处置后照片', approveLead: '审核通过后办理计时停止，转入回访。', reworkLead: '退回后计时不停，承办单位会看到您的理由。', video: '视频核查', drone: '无人机核查' },
  visit: {
    reached: '联系上了', unreached: '没有联系上', solvedQuestion: '问题解决了吗？', satisfiedQuestion: '对办理满意吗？', lead: '只有“已解决”且没有不满意，事项才会办结。',
    script: '通话参考', whom: '回访对象', opening: '您好，这里是{county}综治中心。您{when}反映了“{about}”方面的问题。', replied: '{unit}已经办理，答复如下：', ask: '想占用您一分钟，问两个问题。',
    bye: '谢谢您，打扰了。', byeUnhappy: '您的意见我们记下了，会请承办单位接着办，办好再给您回话。', safeOnly: '只能按当事人同意的安全方式联系，不在电话里提起事项。',
    opinion: '群众的意见', reasonHint: '未解决或不满意时，请记下群众的原话。',
  },
  whistle: {
    lead: '吹哨用于街道乡镇解决不了的问题、联合执法和应急处置，不用于小事。', minutes30: '30 分钟内', workingDay1: '1 个工作日内', approvedHint: '镇街吹哨须经镇街领导批准。',
  },
  supervise: {
    urge: '催办会提醒承办单位抓紧办理。', supervise: '督办函会发给承办单位，并抄送单位负责人和值班领导。',
    circulate: '通报会发给承办单位，并记入该事项的办理记录。', leadUnit: '不选则发给主办单位',
  },
  register: {
    title: '登记', channel: '来源', text: '诉求内容', textPlaceholder: '群众说了什么、发生在哪里、希望怎么办。可直接粘贴整段微信内容。',
    address: '详细地址', addressPlaceholder: '道路门牌、小区或标志物', anonymous: '未留姓名电话也可以登记', name: '姓名', phone: '电话',
    secondPhone: '备用电话', organisation: '单位名称', contactAddress: '联系地址', occurred: '发生时间',
    acceptHint: '信息齐全、属于本辖区时可以直接受理。', submit: '登记', submitAccept: '登记并受理', clear: '清空', proposals: '从内容中识别', usePhone: '用作电话：{value}',
    usePlace: '用作地址：{value}', similar: '可能是同一件事', similarNone: '没有发现相似事项', similarWait: '输入内容后会查找相似事项', suggestion: '建议类别',
    returning: '来电人以前的事项', returningPurpose: '登记来电，核对是否反映过', receipt: '登记回执', receiptDone: '已登记', print: '打印回执', another: '再登记一件', openMatter: '打开事项',
    query: '凭编号和电话后四位查询', pinQuery: '凭编号和查询密码查询', pin: '查询密码', pinHint: '没有留电话时，可约定一个 4–8 位数字密码用于查询。', more: '更多信息',
    phoneWrong: '电话号码不完整，请核对。', photos: '图片', keyboard: 'Ctrl + Enter 登记，加 Shift 并受理 · Alt + 1/2/3 选用建议类别', due: '最晚 {when} 前决定是否受理', handleDue: '办理期限 {when}',
    scan: '扫码查询办理进度', secretNote: '二维码含查询密钥，请交给本人。', county: '受理单位：{unit}',
  },
  merge: { followers: '并入本件的事项', code: '输入事项编号', add: '加入' },
  password: {
    title: '修改密码', must: '您使用的是初始密码，请修改。', current: '现在的密码', next: '新密码', again: '再输入一次新密码', submit: '修改', done: '密码已修改',
    hint: '至少 10 位，不要只用数字，不要用常见密码。', differs: '两次输入的新密码不一样。', wrong: '没有修改成功，请核对现在的密码，并换一个更难猜的新密码。',
  },
  refusal: {
    not_allowed_for_post: '岗位不能办理这一步', wrong_state: '当时的状态不能办理', invalid_data: '填写有误', not_involved_unit: '事项没有交给该单位',
    own_result_not_approvable: '不能审核自己的结果', reason_required: '没有写明理由', purpose_required: '没有写明用途', photos_required: '缺少处置后照片',
    assists_unfinished: '协办单位还没有反馈', return_window_closed: '退单期限已过', return_needs_basis: '退单没有建议单位或依据',
    further_return_forbidden: '主办已裁定，不得再退', extension_after_due: '期限已过，不能延期', extension_limit_reached: '延期次数已用完',
    reopen_limit_reached: '重办次数已用完', dossier_incomplete: '卷宗材料不齐', mediation_forbidden: '不得调解',
    mediation_forbidden_for_domestic_violence: '家庭暴力不得调解', consent_missing: '没有征得同意', time_taken: '时段已被占用',
  },
  phoneSearch: {
    title: '按电话查找', lead: '查找个人信息须写明用途；查询会留痕，当事人可以看到。', phone: '电话号码', purpose: '用途', submit: '查找', none: '没有找到这个号码的事项',
    found: '找到 {n} 件',
  },
  fault404: { title: '没有这个页面', back: '回到工作台' },
}
