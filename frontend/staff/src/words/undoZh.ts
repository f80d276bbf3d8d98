/** The words of taking back. */
export default {
  undo: {
    name: '撤销', key: '撤销最近一步', reason: '操作有误，撤销', by: '办理后可用“{act}”撤销：', not: '办理后不能撤销：', follower: '从本件中分出：{code}',
    waits: '{n} 秒后办理，现在还没有写入任何内容；关闭或离开则不办理。', now: '立即办理', taken: '已撤销，没有写入任何内容。', willIn: '{n} 秒后办理', back: '已恢复“{name}”', dropped: '已删除“{name}”',
  },
}
