import type { ActAnswer, MatterDetail } from '@fengqiao/shared/api/contract'
import { useWords } from '@fengqiao/shared/words/words'
import { ElMessage } from 'element-plus'
import { ref, type Ref } from 'vue'

import { AT_ONCE, useActing } from '../acts/acting'
import { useCounts } from '../shell/counts'

/** What pressing a step does: an act without words at once, any other in its drawer; afterwards the matter is fresh. */
export function useSteps(matter: Ref<MatterDetail | null>, changed: () => Promise<void> | void) {
  const { t, word } = useWords()
  const counts = useCounts()
  const { act, busy, problem } = useActing()
  const action = ref('')

  async function press(chosen: string): Promise<void> {
    const seen = matter.value
    if (!seen || busy.value) return
    if (!AT_ONCE.has(chosen)) {
      action.value = chosen
      return
    }
    const answer = await act(seen, chosen, {})
    if (answer) await done(answer, chosen)
    else if (problem.value?.isConflict) await changed()
  }

  async function next(): Promise<void> {
    if (matter.value?.next_step && !action.value) await press(matter.value.next_step)
  }

  async function done(_answer: ActAnswer, chosen = action.value): Promise<void> {
    action.value = ''
    ElMessage.success({ message: t('act.done', { action: word('action', chosen) }), grouping: true })
    await changed()
    await counts.refresh()
  }

  return { action, busy, problem, press, next, done }
}
