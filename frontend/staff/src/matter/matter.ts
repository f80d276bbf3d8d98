import type { MatterDetail } from '@fengqiao/shared/api/contract'
import { api } from '@fengqiao/shared/api/client'
import { computed, ref, shallowRef } from 'vue'

import { useCalls } from '../session/faults'

/** One matter as the server shows it to this post, with its reloads. */
export function useMatter(code: string) {
  const { run, problem } = useCalls()
  const matter = shallowRef<MatterDetail | null>(null)
  const loading = ref(false)
  const now = ref(new Date())
  const readAt = shallowRef<Date | null>(null)
  let current: AbortController | null = null

  async function load(): Promise<void> {
    current?.abort()
    const mine = new AbortController()
    current = mine
    loading.value = true
    const found = await run(() => api.matter(code, mine.signal))
    if (current !== mine) return
    loading.value = false
    now.value = new Date()
    if (!found) return
    matter.value = found
    readAt.value = now.value
  }

  function drop(): void {
    current?.abort()
  }

  /** The next step first is the one button; all other acts stand behind 更多. */
  const others = computed(() => (matter.value?.actions ?? []).filter((one) => one !== matter.value?.next_step))

  return { matter, loading, problem, now, readAt, others, load, drop }
}
