import { ElMessage } from 'element-plus'
import { h } from 'vue'

/** As long as a message that can be answered stays; the course of the matter offers the same for longer. */
const STAYS = 8_000

/** Says that something was done, and lets it be taken back right there. Returns how to take the message away. */
export function sayDone(said: string, undo?: { label: string; key?: string; act: () => void }): () => void {
  if (!undo) return ElMessage.success({ message: said, grouping: true }).close
  const shown = ElMessage.success({
    duration: STAYS,
    message: () => h('span', { class: 'undo-message' }, [
      `${said}　`,
      h('button', { type: 'button', class: 'undo-button', onClick: () => { shown.close(); undo.act() } }, [
        undo.label,
        undo.key ? h('span', { class: 'undo-key', 'aria-hidden': 'true' }, ` (${undo.key})`) : null,
      ]),
    ]),
  })
  return shown.close
}
