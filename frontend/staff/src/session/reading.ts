import { onBeforeUnmount, ref } from 'vue'

import { useCalls } from './faults'

/** Reads for a page: a newer question overtakes an older one, and none outlives the page. */
export function useReading() {
  const { run, problem } = useCalls()
  const loading = ref(false)
  let current: AbortController | null = null

  /** The answer; null where it failed, undefined where a newer question overtook it. */
  async function read<T>(ask: (signal: AbortSignal) => Promise<T>): Promise<T | null | undefined> {
    drop()
    const mine = new AbortController()
    current = mine
    loading.value = true
    const answer = await run(() => ask(mine.signal))
    if (current !== mine) return undefined
    loading.value = false
    return answer ?? null
  }

  function drop(): void {
    current?.abort()
  }

  onBeforeUnmount(drop)

  return { run, read, drop, loading, problem }
}
