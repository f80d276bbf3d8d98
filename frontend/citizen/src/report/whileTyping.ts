import { onBeforeUnmount, shallowRef, watch, type ShallowRef } from 'vue'

import { useReport } from './draft'

/** How long somebody has stopped typing before the server is asked. */
const PAUSE = 700

/** What the server knows of the words that are being typed; only a courtesy, the report does not need it. */
export function useWhileTyping<T>(shortest: number, ask: (text: string, signal: AbortSignal) => Promise<T[]>): Readonly<ShallowRef<T[]>> {
  const { draft } = useReport()
  const found = shallowRef<T[]>([])
  let timer = 0
  let asking: AbortController | null = null

  watch(() => draft.value.text, (text) => {
    window.clearTimeout(timer)
    if (text.trim().length >= shortest) timer = window.setTimeout(() => { void look(text.trim()) }, PAUSE)
    else found.value = []
  }, { immediate: true })
  onBeforeUnmount(() => {
    window.clearTimeout(timer)
    asking?.abort()
  })

  async function look(text: string): Promise<void> {
    asking?.abort()
    const mine = new AbortController()
    asking = mine
    try {
      const items = await ask(text, mine.signal)
      if (asking === mine) found.value = items
    } catch {
      // Only a courtesy.
    }
  }

  return found
}
