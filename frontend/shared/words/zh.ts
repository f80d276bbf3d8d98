/** The words that all entries share. Labels of states and acts are those of the domain reference, section 8. */
export default {
  /** Only what is shown without the county's directory, or what the directory has no word for. */
  word: {
    state: {
      registered: '待受理', verifying: '待核实', accepted: '待交办', dispatched: '待签收', in_progress: '办理中',
      consent_pending: '征询调解意愿', mediating: '调解中', agreed: '达成协议', performing: '履行中', performed: '履行完毕',
      failed: '调解不成', diverted: '已导入法定途径',
      pending_review: '待审核', resolved: '待回访', closed: '已办结', archived: '已归档', rejected: '不予受理',
      merged: '已并案', transferred: '已移送', withdrawn: '已撤回', shelved: '挂账',
    },
    light: { green: '正常', yellow: '临近到期', red: '已逾期', paused: '暂停计时', none: '未计时' },
    timer: {
      accept: '受理时限', dispatch: '交办时限', sign: '签收时限', handle: '办理时限', visit: '回访时限', reply: '督办回复时限',
      whistle: '报到时限',
    },
    pause_cause: { shelved: '挂账', material: '等待补充材料', appraisal: '法定鉴定', verification: '等待网格核实' },
    solved: { true: '已解决', partly: '部分解决', false: '未解决' },
    action: { accept_and_dispatch: '受理并交办' },
    satisfaction: { satisfied: '满意', basically_satisfied: '基本满意', dissatisfied: '不满意', not_rated: '未评价' },
    limit_unit: { minute: '分钟', hour: '小时', working_hour: '个工作小时', working_day: '个工作日', calendar_day: '天' },
    limit_one: { minute: '分钟', hour: '小时', working_hour: '个工作小时', working_day: '个工作日', calendar_day: '天' },
    visit: { due: '待回访', done: '已回访', skipped: '无需回访', unreached: '未联系上' },
    party_role: { requester: '诉求人', applicant: '申请人', respondent: '被申请人', agent: '代理人', affected: '利害关系人' },
  },
  clock: {
    label: '{name}：{sentence}', start: '起算', due: '到期', running: '计时', paused: '暂停：{cause}', late: '逾期',
    pausedNoCause: '暂停', detailsOf: '{name}的计时明细', rule: '依据', hours: '{from} 至 {to}', used: '已用 {percent}%',
  },
  why: { label: '理由', more: '查看完整理由', less: '收起', line: '依据职责清单第 {line} 条 · 第 {version} 版' },
  timeline: {
    empty: '还没有记录', system: '系统', staffOnly: '仅工作人员可见', refused: '未办理', photos: '{n} 张图片', latest: '最新',
  },
  photo: {
    open: '查看第 {n} 张图片', close: '关闭图片', of: '第 {n} 张，共 {total} 张', add: '添加图片', remove: '删除第 {n} 张图片',
    uploading: '正在上传 {percent}%', failed: '上传失败，点按重试', limit: '最多 {n} 张，每张不超过 20 MB',
    tooBig: '这张图片超过 20 MB，没有上传。', tooMany: '最多 {n} 张，多出的没有上传。', notPicture: '请选择图片文件。',
  },
  number: { none: '—', open: '查看这 {n} 件' },
  routes: {
    title: '其他合法途径', lead: '任何时候都可以不再调解，改走这些途径；不影响任何权利。', taken: '已选择', advised: '已告知', by: '最晚 {day}', from: '（从{what}起算）',
  },
  pad: { says: '{who}的签名区，已写 {n} 笔', here: '在此处手写签名', undo: '撤销一笔', clear: '重写', tooShort: '请写下完整的姓名。' },
  qr: { label: '查询二维码' },
  urgent: {
    title: '请立即拨打', dial_110_now: '人身安全受到威胁，请立即拨打 110', dial_119_now: '发现火情或燃气泄漏，请立即拨打 119',
    dial_120_now: '有人受伤或突发疾病，请立即拨打 120', other: '情况危急，请先拨打紧急电话', call110: '拨打 110', call119: '拨打 119',
    call120: '拨打 120', after: '拨打之后，仍可以在这里登记。', heard: '因为提到了：{words}',
  },
  fault: {
    offline: '网络没有连上，填写的内容已保留。', offlineNext: '请检查网络后重试。', server_error: '系统出错了，已经记录。',
    serverNext: '请稍后重试；一直出错请联系县综治中心。', unknown: '没有办成。', signedOut: '登录已过期。',
    signedOutNext: '请重新登录，填写的内容已保留。', busy: '系统暂时不可用。', busyNext: '请在 {n} 秒后重试。', page_error: '页面出错了，请刷新后重试。',
    tooMany: '尝试次数太多，请稍后再试。', unread: '网络没有连上，没能读到最新内容。', retry: '重试', old: '下面是{when}读到的内容，可能已经变化。',
  },
  language: { name: '中文', other: 'English', switchTo: '切换到 English' },
}
