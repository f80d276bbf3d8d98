/** The words that all entries share. Labels of states and acts are those of the domain reference, section 8. */
export default {
  word: {
    state: {
      registered: '待受理', verifying: '待核实', accepted: '待交办', dispatched: '待签收', in_progress: '办理中',
      pending_review: '待审核', resolved: '待回访', closed: '已办结', archived: '已归档', rejected: '不予受理',
      merged: '已并案', transferred: '已移送', withdrawn: '已撤回', shelved: '挂账',
    },
    order_state: {
      issued: '待签收', signed: '办理中', submitted: '已反馈', approved: '审核通过', rework: '重办',
      return_requested: '退单待定', returned: '已退单', cancelled: '已取消',
    },
    order_role: { lead: '主办', assist: '协办' },
    kind: {
      dispute: '矛盾纠纷', city_event: '城市管理事件', city_component: '城市管理部件', hazard: '安全隐患',
      consultation: '咨询', help: '求助', complaint: '投诉', request: '诉求', report: '举报', suggestion: '意见建议',
    },
    urgency: { normal: '一般', urgent: '紧急' },
    channel: {
      walk_in: '窗口来访', phone: '来电', hotline_12345: '12345 热线', police_110: '110 非警务转办',
      police_instruction: '公安指令', mini_program: '小程序', snapshot: '随手拍', web: '网页', letter: '来信',
      grid_patrol: '网格巡查', leader_instruction: '领导批示', petition: '信访转入', court_referral: '诉调对接',
      procuratorate_referral: '检调对接', national_wage_platform: '欠薪平台', complaint_12315: '12315 投诉',
      media: '舆情', ai_camera: '智能摄像头', drone: '无人机', sensor: '传感器', vehicle: '巡查车辆',
      superior_platform: '上级平台', wechat_group: '微信网格群',
    },
    post: {
      citizen: '群众', registrar: '登记受理岗', dispatcher: '分流派单员', coordinator: '协调调度岗',
      analyst: '研判分析岗', mediator: '矛盾调解岗', handler: '承办人', town_dispatcher: '镇街调度员',
      grid_worker: '网格员', supervisor: '跟踪督办岗', duty_leader: '值班领导', unit_leader: '承办单位负责人',
      leader: '领导', auditor: '审计员', privacy_officer: '个人信息负责人', administrator: '系统管理员', system: '系统',
    },
    light: { green: '正常', yellow: '即将到期', red: '已逾期', paused: '已暂停', none: '未计时' },
    timer: {
      accept: '受理期限', dispatch: '交办期限', sign: '签收期限', handle: '办理期限', visit: '回访期限',
      whistle: '报到期限', supervise: '督办回复期限', verify: '核实期限', return: '退单期限', review: '挂账复核期限',
    },
    cause: {
      shelved: '挂账', material: '等待补充材料', appraisal: '法定鉴定', verification: '等待网格核实',
    },
    solved: { true: '已解决', partly: '部分解决', false: '未解决' },
    satisfaction: {
      satisfied: '满意', basically_satisfied: '基本满意', dissatisfied: '不满意', not_rated: '未评价',
    },
    limit_unit: { hour: '小时', working_hour: '工作小时', working_day: '工作日', calendar_day: '天' },
    letter: { urge: '催办', supervise: '督办', circulate: '通报' },
    visit: { due: '待回访', done: '已回访', skipped: '无需回访', unreached: '未联系上' },
    flag: {
      urgent: '紧急', repeat: '重复诉求', merged: '并案 {n}', reopened: '重办 {n}', whistle: '吹哨', restricted: '限阅',
      shelved: '挂账', outside: '辖区外', returned: '退单', return_requested: '退单待定', supervised: '督办件',
      instruction: '领导批示件', extended: '已延期', history: '历史导入', extension: '延期待批', shelve: '挂账待批',
    },
    reject_reason: {
      outside_area: '不在本辖区', other_branch: '属党委、人大、法院、检察院或军队职权', emergency_number: '属 110、119、120、122 受理范围',
      other_procedure: '已在或应当通过诉讼、仲裁、复议、信访等程序', handled_no_new_fact: '已办结且没有新的事实',
      unlawful_content: '内容违法或含侮辱性言语', not_enough_information: '信息不足，补充后再受理',
    },
    action: {
      register: '登记', verify: '派网格核实', verified: '反馈核实结果', accept: '受理', reject: '不予受理',
      transfer_out: '移送', answer_directly: '直接答复', withdraw: '撤回', add_material: '补充材料', dispatch: '交办',
      sign: '签收', request_return: '退单', approve_return: '同意退单', refuse_return: '不同意退单',
      rule_lead: '裁定主办单位', sub_dispatch: '转派下属单位', add_progress: '填写进展', arrive: '到达现场',
      request_extension: '申请延期', approve_extension: '同意延期', refuse_extension: '不同意延期',
      request_shelve: '申请挂账', approve_shelve: '同意挂账', refuse_shelve: '不同意挂账', review_shelved: '复核挂账',
      unshelve: '恢复办理', strike_off: '销号', pause: '暂停计时', resume: '恢复计时', submit_result: '提交结果',
      waive_assist: '免除协办', inspect: '现场核查', approve: '审核通过', rework: '退回重办', record_visit: '回访',
      reopen: '重办', close_explained: '解释结案', auto_close: '自动结案', archive: '归档', whistle: '吹哨',
      report_in: '报到', evaluate_whistle: '评价报到', hold_consultation: '会商', urge: '催办', supervise: '督办',
      circulate: '通报', reply_supervision: '回复督办', approve_reply: '认可督办回复', set_case_risk: '评定事项风险',
      assign_leader_case: '包案', merge: '并案', unmerge: '解除并案', confirm_signal: '确认线索', dismiss_signal: '排除线索',
    },
    party_role: { requester: '诉求人', applicant: '申请人', respondent: '被申请人', agent: '代理人', affected: '利害关系人' },
    supervision_state: { open: '待回复', replied: '已回复', closed: '已办结', missed: '逾期未回复' },
    risk: { red: '红', orange: '橙', yellow: '黄', blue: '蓝' },
    whistle_type: { emergency: '应急处置', joint: '联合执法' },
  },
  clock: {
    label: '{name}:{sentence}', start: '起算', due: '到期', running: '计时', paused: '暂停：{cause}', late: '逾期',
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
    tooMany: '尝试次数太多，请稍后再试。',
  },
  language: { name: '中文', other: 'English', switchTo: '切换到 English' },
}
