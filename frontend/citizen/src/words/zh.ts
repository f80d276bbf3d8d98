import party from './partyZh'

/** The words of the citizen's pages: no jargon, whole sentences. */
export default {
  ...party,
  product: '枫桥',
  shell: {
    title: '有事请说', home: '首页', elder: '大字版', normal: '标准版', call: '打电话给综治中心',
    toContent: '跳到主要内容', notFound: '没有这个页面', notFoundBack: '回到首页',
  },
  home: {
    answers: '常见问题：先看看有没有答复',
    where: '到哪里当面说：附近的综治中心、工作站',
    county: '{name}综治中心', lead: '遇到问题，拍张照、说一句，我们来办。', report: '我要反映', reportHint: '三步就好，不用注册', track: '查进度',
    trackHint: '用编号或回执上的二维码', recent: '这部手机上的记录', recentHint: '只保存在这部手机上', forget: '删除这条记录', begun: '您有一份没写完的反映', begunGo: '接着写', begunDrop: '不要了', begunSure: '确认删除', party: '我在调解', partyHint: '进入自己的调解页面', mediators: '调解员名单', emergency: '情况危急，请直接打电话',
    how: '接下来会怎样', how1: '工作人员尽快受理，告诉您由哪个单位办理。', how2: '您随时能看到办到哪一步、最晚哪天有结果。', how3: '办完请您说一声：解决了没有。',
    privacy: '您的姓名和电话单独封存。谁看过、为什么看，您都能查到。',
  },
  step: {
    of: '第 {n} 步，共 {total} 步', photo: '拍照', place: '地点', what: '情况', contact: '电话', next: '下一步', skip: '跳过', back: '上一步',
  },
  snap: {
    title: '拍一张照片', lead: '照片能帮我们更快看清问题。没有也可以跳过。', take: '拍照或选照片', privacy: '照片里的人脸请尽量避开；拍摄信息会被清除。',
  },
  place: {
    title: '在哪里？', lead: '说清楚地点，我们才能找得到。', address: '详细地点', addressHint: '例如：枫林路 18 号门口', town: '街道或乡镇（可以不选）', village: '社区或村',
    areaOpen: '说不准', areaCancel: '取消', mine: '使用我现在的位置', mineUsed: '已使用您现在的位置', mineDrop: '不使用', mineWait: '正在定位…',
    mineFailed: '没有取得位置，请填写地点。', fromPhoto: '照片里带有大致的拍摄位置，要用它吗？', useIt: '使用', dontUse: '不使用', fromPhotoUsed: '已使用照片的大致位置',
    unsure: '说不清楚也没关系，可以直接下一步。',
  },
  what: {
    title: '说说情况', text: '发生了什么、希望怎么办', textHint: '例如：路口的井盖松了，车一过就响，怕有人摔倒。', phone: '联系电话（可以不填）',
    phoneHint: '只有负责联系您的工作人员写明用途后才能看到，您能查到谁看过。', phoneWrong: '电话号码不完整，请核对。', pin: '查询密码（4 到 8 位数字，可以不填）',
    pinHint: '不留电话时，可以凭编号和这个密码查询。', pinWrong: '请输入 4 到 8 位数字。',
    submit: '提交', missing: '请写一写发生了什么。', uploading: '照片还在上传，请稍等。', notice: '这些信息只用于办理此事。',
  },
  contact: { title: '怎么联系您？' },
  voice: {
    start: '说给手机听', stop: '说完了', hint: '点一下按钮，用说话代替打字。', listening: '正在听，请说…', denied: '手机没有允许使用话筒，请在设置里允许，或直接打字。',
    nothing: '没有听到声音，请再试一次。', away: '现在听不了，请直接打字。',
  },
  answers: {
    title: '常见问题', lead: '办事、法律、政策，先看看有没有现成的答复。', search: '查找', searchHint: '例如：身份证、法律援助', loading: '正在查询…', none: '没有查到。您可以直接问我们。', ask: '直接提问或反映',
    area: '适用：{area}', until: '有效期至 {day}', basis: '依据：{basis}', hint: '这里也许已有答复', goOn: '没有解决，就接着往下填。', enough: '这已经答复了我', enoughTitle: '已经有了答复', enoughHint: '什么也没有提交，写的内容已经从这部手机上删除。还有问题，随时可以反映。', home: '回到首页',
  },
  notices: {
    title: '公告', one: '公告', lead: '停水停电、道路施工、办事安排。只列现在有效的。', loading: '正在查询…', none: '现在没有公告。', wholeCounty: '全县', until: '至{day}', span: '公布期：{from}至{until}', at: '{when}发布', corrected: '已更正',
    correctedAt: '{when}更正：{words}', more: '查看相关网页', all: '全部公告', gone: '没有这份公告', goneHint: '可能已经结束，或者已经撤回。',
  },
  similar: {
    title: '附近已经有人反映过', line: '{day}，{place}：{category}，{state}。', lineNoPlace: '{day}：{category}，{state}。', follow: '就是这件事，我也跟着',
    following: '您跟着别人反映过的同一件事，办完一样答复您。', unfollow: '不是这件事', hint: '不是同一件事，就接着往下填。',
  },
  whereTo: {
    title: '到哪里当面说', lead: '选您所在的街道、社区，看最近的地方。', loading: '正在查询…', duty: '今天有领导值班接访，到{when}', dutyLine: '{role}{name}，{from}至{to}', dutyToday: '今日值班',
    kind: { VILLAGE_STATION: '村（社区）综治工作站', TOWN_CENTER: '乡镇（街道）综治中心', COUNTY_CENTER: '县综治中心', JUSTICE_STATION: '司法所，可以咨询法律、申请调解', POLICE_STATION: '派出所' },
  },
  proxy: {
    ask: '我是替别人反映的', hint: '例如家里的老人、邻居。请先征得本人同意。', name: '替谁反映（姓名）', phone: '本人的电话（可以不填）', mine: '您自己的电话',
    consent: '本人已经同意我替他（她）反映，也知道会留下姓名和电话。', nameMissing: '请填写替谁反映。', consentMissing: '请先征得本人同意，再勾选。',
  },
  kept: {
    title: '在这部手机上的反映', none: '没有等待发送的内容。', waiting: '已保存在这部手机上，有网络就自动发送。', sending: '正在发送…', sent: '已经发出，编号：', known: '知道了',
    again: '现在重试', drop: '删除', dropSure: '确认删除，不再发送', mend: '修改后再发', mendLater: '您还有一份没写完的反映，请先提交或删除它。',
    hint: '关掉这个页面也不会丢；下次打开时接着发送。同一份反映不会发两次。', stripOpen: '本机待发送 {n} 件', stripSent: '保存的反映已经发出，点这里看编号', stripStuck: '有一份反映没有发出去，点这里看原因',
  },
  done: {
    title: '我们收到了', code: '您的编号', keep: '请保存编号或二维码，凭它查进度。', byPhone: '凭编号和手机号后四位也能查。', byPin: '凭编号和查询密码也能查。',
    save: '存到相册', saved: '已保存图片', track: '看进度', another: '再反映一件', door: '这件事更适合找', imageTitle: '反映回执', none: '没有刚提交的记录。',
    file: '回执',
  },
  find: {
    title: '查进度', code: '编号', codeHint: '回执或短信上的编号', last4: '手机号后四位', pin: '查询密码', byPhone: '用手机号后四位', byPin: '用查询密码', submit: '查询',
    codeMissing: '请填写编号。', last4Wrong: '请填写手机号的后四位数字。', pinWrong: '请填写 4 到 8 位数字。', scan: '有回执二维码的，直接用微信扫一扫更快。',
  },
  track: {
    loading: '正在查询…', steps: '办到哪一步了', can: '您可以', material: '补充情况',
    materialHint: '想起了什么，或有新照片，可以在这里补充。', materialText: '补充内容', materialSend: '提交补充', materialDone: '已收到您的补充。', withdraw: '撤回',
    withdrawHint: '撤回后不再办理。安全隐患会继续处理。', withdrawReason: '为什么撤回', withdrawSend: '确认撤回', withdrawDone: '已撤回。', rateTitle: '问题解决了吗？',
    rateLead: '请您来评判，只有您说解决了才算数。', satisfiedTitle: '对办理满意吗？', rateReason: '想说的话（可以不填）', rateReasonNot: '哪里没有解决？', rateSend: '提交评价',
    rateDone: '谢谢您的评价。', notSolvedDone: '知道了，我们会接着办。', access: '谁看过我的联系方式', accessNone: '还没有人看过。', accessLine: '{unit}（{post}）查看了您的信息，用途：{purpose}',
    accessSystem: '系统使用了您的信息，用途：{purpose}', documents: '文书', again: '刷新', lost: '这个二维码或链接已经失效', lostHint: '它可能已经作废、没有扫全，或者抄错了。', lostNext: '您可以这样继续', lostCode: '用编号和电话后四位（或查询密码）查询', lostWindow: '带上身份证件到综治中心窗口，请工作人员重新打印回执', remember: '在这部手机上记住这件事', remembered: '已在这部手机上记住',
    rateChange: '重选', backToIt: '返回这件事', clockMore: '期限是怎么算的', reasonMissing: '请写一写原因。', textMissing: '请写一写要补充的内容。', asked: '您反映的情况', questions: '请再告诉我们', questionsHint: '了解这些，能办得更快。可以只答知道的。', questionsSend: '提交答复', questionsDone: '已收到您的答复。', answers: '您的答复', answerGone: '已删除', questionMissing: '请回答这个问题。', yes: '是', no: '否',
  },
  own: {
    title: '我的个人信息', lead: '您可以要求给您一份副本，或删除可以不留的信息。', kinds: { access: '要一份副本', copy: '要一份副本', erasure: '删除信息', correction: '更正信息', explanation: '解释说明' },
    access: '要一份我的信息副本', erase: '删除可以不留的信息', eraseHint: '备用电话和邮箱会立即删除，不能恢复；办理和归档必需的信息会保留。', eraseSure: '确认删除', by: '最晚 {when} 答复；副本会交到您本人手里',
    erased: '已删除：{fields}', kept: '保留：{fields}。', and: '、', fields: { name: '姓名', contact_phone: '电话', second_phone: '备用电话', address: '住址', email: '邮箱', organisation: '单位', instruction_no: '指令编号', answers: '可以不答的答复' },
  },
}
