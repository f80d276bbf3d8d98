/** The words of the settings. */
export default {
  settings: { open: '群众看到的内容', title: '设置', duties: '职责清单', workdays: '工作日历', knowledge: '知识库', roster: '值班表', questions: '补充问题', notices: '公告', templates: '文书模板' },
  duties: {
    lead: '分类 × 区划对应哪个单位主办。已发布的版本不再改动，要改就新建草稿，试运行后再发布。', loading: '正在读取职责清单', add: '新建草稿', none: '还没有任何版本', version: '第 {n} 版',
    draft: '草稿', inForce: '现行', coming: '待生效', past: '已被替代', from: '{when} 起生效', planned: '拟 {when} 起生效', lines: '{n} 条', note: '说明', notePlaceholder: '例如：年度修订', effective: '生效日期',
    effectiveHint: '从这一天零点起按此派单。', make: '建立草稿', made: '已建立草稿，条目照抄当时生效的版本', back: '返回版本列表', tabs: { lines: '条目', findings: '检查', dry: '试运行' },
    redate: '修改日期和说明', redated: '已保存', discard: '废弃草稿', discardSure: '确定废弃，草稿和条目不再保留', discarded: '草稿已废弃', publish: '发布',
    search: '按分类、区划或单位查找', searchNone: '没有符合条件的条目', noLines: '这一版还没有条目，全部按分类的默认承办单位派单。', shown: '共 {n} 条，显示 {m} 条', more: '再显示一些', addLine: '添加条目', editLine: '修改', lineTitle: '第 {n} 号条目', newLine: '添加条目', withFinding: '有问题',
    category: '分类', categoryHint: '可选一大类，也可选到末级；不选为全部分类。', anyCategory: '全部分类', area: '区划', areaHint: '不选为全县。', wholeCounty: '全县', leadUnit: '主办单位', co: '协办单位', lane: '流转通道', holder: '权责主体', basis: '依据', source: '来源',
    basisHint: '例如：三定方案、县政府文件、裁定文号。', save: '保存', saved: '已保存', drop: '删除这一条', dropSure: '确定删除', dropped: '已删除',
    lanes: { general: '一般', one_thing: '一件事', hard: '疑难' }, holders: { department: '部门', town: '镇街', community: '村社区', residents: '居民自理' }, sources: { template: '模板', edit: '编制', ruling: '裁定' },
    grave: '须改正', notice: '请留意', between: '条目之外', line: '第 {n} 号', noFindings: '没有发现问题', findingsLead: '标“须改正”的条目派单时会被跳过，改正后才能发布；其余可能本来就是这样安排的。', graveCount: '{n} 条须改正', open: '打开这一条',
    faults: { unknown_unit: '单位不存在', unknown_category: '分类不存在', unknown_area: '区划不存在', mediation: '不得调解', transfer_only: '只能移送', never_asked: '用不到', overlap: '条目重叠', gap: '没有着落', ruling_missing: '缺少裁定' },
    dryLead: '把这段时间交办过的事项按这一版重新派一遍，只在内存里比较，什么也不写入。', days: '时段', daysOf: { 30: '近 30 天', 90: '近 90 天', 180: '近 180 天', 365: '近一年' }, run: '开始试运行', running: '正在试运行', result: '重新派了 {all} 件，其中 {n} 件会交给别的单位。', nothing: '重新派了 {all} 件，没有一件会交给别的单位。',
    others: '另有 {n} 件主办单位不变，协办单位或流转通道会变。', unknown: '{n} 件的分类已停用，没有比较。', byGroup: '按分类和单位', groupAll: '全部', listOf: '会交给别处的事项', code: '编号', place: '区划', at: '交办时间', went: '当时实际交给', before: '按现行版本', after: '按这一版', moreMatters: '再显示一些', hidden: '编号没有链接的，本岗位不能打开；限制可见的事项只计数，不列出。', count: '{n} 件',
    publishTitle: '发布第 {n} 版', publishLead: '发布后这一版不能再改，从生效时刻起按它派单；之前交办的事项不受影响。', when: '何时生效', now: '立即生效', onDay: '指定日期零点', publishNow: '确认发布', published: '已发布', notTried: '还没有试运行过。建议先看看哪些事项会交给别处。', tried: '刚才的试运行：{all} 件中有 {n} 件会交给别处。', lostLine: '这一条刚被其他人改过，已重新读取。',
  },
  workdays: {
    lead: '办理期限按工作日计算。国务院放假通知没有录入的年份是暂定的，录入后落在那一年的未办结期限自动重算。', loading: '正在读取工作日历', year: '{n} 年', published: '通知已录入', provisional: '暂定', source: '文号：{source}', free: '放假', worked: '调休上班', day: '{n} 天',
    next: '录入 {n} 年放假通知', table: '放假安排', tableHint: '一行一段，可直接粘贴：日期 休或班 名称。例如“2月5日至2月11日 休 春节”。', example: '1月1日至1月3日 休 元旦\n2月5日至2月11日 休 春节\n2月20日 班 春节调休', number: '通知文号', numberHint: '例如：国办发明电〔2026〕7号。',
    preview: '预览', confirm: '确认录入', taken: '已录入，受影响的期限正在重算', read: '读到 {free} 天放假、{worked} 天调休上班。', moves: '到期日在这一年及以后的未办结事项有 {all} 件，其中 {n} 件期限会变。', nothing: '到期日在这一年及以后的未办结事项有 {all} 件，期限都不变。',
    once: '录入后不能再次导入；个别日期有误，请在管理后台逐日更正。', code: '编号', category: '类别', before: '原期限', after: '新期限', list: '期限会变的事项', hidden: '只列出前 200 件；限制可见的事项只计数，不列出。', weekdays: { 0: '周日', 1: '周一', 2: '周二', 3: '周三', 4: '周四', 5: '周五', 6: '周六' },
  },
}
