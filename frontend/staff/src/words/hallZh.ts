/** The words of the window: the knowledge base, and the queue of the hall. */
export default {
  knowledge: {
    title: '知识库', lead: '窗口当场答复咨询用的问题和答案。起草后由管理员或协调调度岗发布，发布过的每一版都保留。', loading: '正在读取知识库', none: '没有符合条件的条目', search: '搜索问题、关键词、拼音首字母', add: '起草条目',
    standings: { draft: '草稿', published: '已发布', coming: '未到有效期', expired: '已过期', withdrawn: '已撤下' }, changed: '有改动未发布', expired: '{n} 条已过期，窗口和群众页面都不再提供，请核对后重新发布或撤下。', showExpired: '只看已过期',
    keptBy: '责任单位：{unit}', validFor: '适用：{unit}辖区', validUntil: '有效期至 {day}', validFrom: '{day} 起有效', newTitle: '起草条目', editTitle: '条目 {code}',
    code: '代码', codeHint: '字母、数字和横线，例如 S0101-2，定了不再改。', question: '问题', questionHint: '用群众会说的话。', answer: '答复', keywords: '关键词', keywordsHint: '用竖线或顿号隔开，例如：身份证、补办。', category: '分类', basis: '依据', unit: '责任单位', unitHint: '起草和核对这一条的单位。',
    validForField: '适用范围', validForHint: '只在某单位辖区适用时选择；不选为全县。', from: '有效期自', until: '有效期至', untilHint: '过期后自动不再提供。', saved: '已保存，发布后才会提供', publish: '发布', published: '已发布第 {n} 版', withdraw: '撤下', withdrawSure: '确定撤下', withdrawn: '已撤下，不再提供',
    noHistory: '还没有发布过。', readOnly: '这一条由{unit}负责，本岗位只能查看。', lost: '这一条刚被其他人改过，已重新读取。', wholeCounty: '全县',
  },
  queue: {
    title: '叫号', kiosk: '打开取号机', display: '打开叫号屏', none: '本大厅没有设置取号，请管理员在管理后台添加“大厅取号事项”。', desk: '本窗口号', services: '本窗口办理', servicesHint: '不选为全部。窗口号记在这台电脑上。', waiting: '等候 {n}',
    free: '还没有叫号', calls: '已叫 {n} 次', next: '叫下一个（等候 {n}）', nobody: '没有人在等候', recall: '重呼', recallOf: '重呼 {name}', pass: '过号', finish: '办结', register: '办结并登记', passed: '过号', passedHint: '本人回来了，点号码重呼到本窗口。', ticket: '取号 {name}',
    kinds: { ordinary: '普通', elderly: '老年人', disabled: '残疾人', with_child: '带小孩' },
  },
  answering: {
    title: '当场答复', open: '打开知识库', look: '查找知识库', none: '知识库里没有相符的条目', with: '以此答复', shown: '登记并当场答复，记录条目和版本。', answered: '已当场答复', area: '适用：{area}', until: '有效期至 {day}',
  },
}
