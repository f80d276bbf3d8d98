/** The words of the tools of the worklist: keys, the one key. */
export default {
  list: { comma: '、', semicolon: '；' },
  keys: {
    title: '快捷键', move: '下一件 / 上一件', open: '打开全页', primary: '执行下一步', search: '搜索', help: '显示快捷键', close: '关闭', submit: '提交表单',
    lists: '列表', acts: '办理', anywhere: '任何页面', forms: '表单', goWorklist: '工作台', goRegister: '登记', oneKey: '一键办理：职责明确时受理并交办', suggested: '选用第 1 个建议类别', returning: '登记时查来电人以前的事项', answer: '以知识库第 1 个条目当场答复',
    select: '选择 / 取消选择', selectAll: '全选已显示', bulk: '批量办理已选事项',
    onlyOffered: '只有本岗位当前可办的步骤才会响应按键；输入文字时按键不起作用。',
  },
  savedViews: {
    title: '我的视图', keep: '保存为视图', name: '视图名称', save: '保存', own: '视图只有您自己能看到，按岗位分别保存。', rename: '重命名', narrow: '改为当前筛选', narrowed: '“{name}”已改为当前筛选',
    drop: '删除', dropSure: '删除视图“{name}”？事项不受影响。', more: '视图“{name}”的更多操作', failed: '没有办成，请稍后再试。',
  },
  bulk: {
    title: '批量办理', chosen: '已选 {n} 件', full: '一次最多 100 件', all: '全选已显示', clear: '取消选择', choose: '多选', pick: '选择 {code}', noActs: '本岗位没有可以批量办理的步骤',
    drawer: '批量{action} · {n} 件', lead: '下面是按规则逐件预先核对的结果，现在还没有写入任何内容。', dispatchStays: '交办后不能撤回，承办单位认为不属职责的可以退单。', looking: '正在核对',
    acting: '正在办理，已办成 {n} / {all} 件', result: '已办成 {done} 件，未办 {left} 件', stay: '未办的 {n} 件仍保持选中', again: '重新核对未办的', closeIt: '关闭', go: '{action} {n} 件',
    accept: '受理为“{category}”', dispatch: '交办给 {unit}', becomes: '办理后为“{state}”', conflict: '别人刚刚办理过：您看到的是第 {mine} 版，现在是第 {theirs} 版，没有覆盖',
    fates: { asked: '核对中', will: '将办理', not: '不能办理', doing: '办理中', done: '已办成', failed: '没有办成' },
  },
  exportList: { name: '导出', hint: '按当前筛选导出为 Excel，最多 1,000 件；导出会留痕' },
  oneKey: {
    title: '一键办理', both: '受理为“{category}”，交办给 ', dispatch: '交办给 ', doubt: '请先核对：', other: '改派其他单位',
  },
}
