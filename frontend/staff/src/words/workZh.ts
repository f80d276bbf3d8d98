/** The words of the tools of the worklist: keys, the one key. */
export default {
  list: { comma: '、' },
  keys: {
    title: '快捷键', move: '下一件 / 上一件', open: '打开全页', primary: '执行下一步', search: '搜索', help: '显示快捷键', close: '关闭', submit: '提交表单',
    lists: '列表', acts: '办理', anywhere: '任何页面', forms: '表单', goWorklist: '工作台', goRegister: '登记', oneKey: '一键办理：职责明确时受理并交办', suggested: '选用第 1 个建议类别',
    onlyOffered: '只有本岗位当前可办的步骤才会响应按键；输入文字时按键不起作用。',
  },
  oneKey: {
    title: '一键办理', accept: '受理为“{category}”，', dispatch: '交办给 ', doubt: '请先核对：', other: '改派其他单位',
  },
}
