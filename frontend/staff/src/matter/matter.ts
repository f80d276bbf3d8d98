import type { MatterDetail } from '@fengqiao/shared/api/contract'
import { api } from '@fengqiao/shared/api/client'
import { computed, ref, shallowRef } from 'vue'

import { useReading } from '../session/reading'

/** One matter as the server shows it to this post, with its reloads. */
export function useMatter(code: string) {
  const { read, loading, problem } = useReading()
  const matter = shallowRef<MatterDetail | null>(null)
  const now = ref(new Date())
  const readAt = shallowRef<Date | null>(null)

  async function load(): Promise<void> {
    const found = await read((signal) => api.matter(code, signal))
    if (found === undefined) return
    now.value = new Date()
    if (!found) return
    matter.value = found
    readAt.value = now.value
  }

  /** The next step first is the one button; all other acts stand behind 更多. */
  const others = computed(() => (matter.value?.actions ?? []).filter((one) => one !== matter.value?.next_step))

  return { matter, loading, problem, now, readAt, others, load }
}
