import { ElMessage } from 'element-plus'
import { onMounted, ref, shallowRef } from 'vue'

import { provideFormFault } from '../acts/formFault'
import { useCalls } from '../session/faults'

/** What is read of a draft: with it the mark of what was read, by which the server knows who was slower. */
interface Whole { mark: string }

interface Calls<W> {
  /** The draft that is open; '' for a new one. */
  code: string
  read: (code: string) => Promise<W>
  /** Whether whoever writes it also publishes. */
  mayPublish: () => boolean
  /** What was read goes into the form. */
  take: (whole: W) => void
  /** The list above shall be read anew. */
  changed: () => void
  /** What is said to whoever was slower. */
  lost: () => string
}

/** What a drawer does with a draft that is written, published and withdrawn; whoever was slower is told, and reads it anew. */
export function useDrafting<W extends Whole>({ code, read, mayPublish, take, changed, lost }: Calls<W>) {
  const { run, problem: unread } = useCalls()
  const { run: runAct, problem } = useCalls()
  const { missing } = provideFormFault(problem)
  const shown = ref(true)
  const busy = ref(false)
  const reading = ref(false)
  const whole = shallowRef<W | null>(null)

  onMounted(() => { if (code) void load() })

  async function load(): Promise<void> {
    reading.value = true
    const answer = await run(() => read(code))
    reading.value = false
    if (!answer) return
    whole.value = answer
    take(answer)
  }

  /** Does it once, whatever is pressed meanwhile; null where it was not done. */
  async function give<T>(work: () => Promise<T>): Promise<T | null> {
    if (busy.value) return null
    busy.value = true
    const answer = await runAct(work)
    busy.value = false
    if (answer) {
      changed()
      return answer
    }
    if (problem.value?.status === 409) {
      ElMessage.warning(lost())
      problem.value = null
      changed()
      await load()
    }
    return null
  }

  /** Writes what stands in the form, a new draft where nothing was read; who publishes goes on with it. */
  async function write(work: (mark: string | undefined) => Promise<unknown>, said: string): Promise<void> {
    const mark = whole.value?.mark
    if (!(await give(() => work(mark)))) return
    if (!mark || !mayPublish()) {
      close(said)
      return
    }
    ElMessage.success(said)
    await load()
  }

  /** Says that it is done and closes the drawer. */
  function close(said: string): void {
    ElMessage.success(said)
    shown.value = false
  }

  return { shown, busy, reading, whole, unread, problem, missing, load, give, write, close }
}
