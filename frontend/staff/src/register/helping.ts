import type { NearbyMatter, Suggestion } from '@fengqiao/shared/api/contract'
import { api } from '@fengqiao/shared/api/client'
import { onBeforeUnmount, ref, shallowRef } from 'vue'

import { propose, type Proposals } from './proposals'

const PAUSE = 500
const SHORTEST = 6
const NOTHING: Proposals = { phones: [], places: [] }

/** Suggestion, similar matters and what the text proposes, whenever somebody stops typing; a help that fails or comes late is no fault of the form. */
export function useHelping() {
  const suggestion = shallowRef<Suggestion | null>(null)
  const similar = shallowRef<NearbyMatter[] | null>(null)
  const proposals = shallowRef(NOTHING)
  const asking = ref(false)
  let timer = 0
  let current: AbortController | null = null

  function hear(text: string, category: string): void {
    window.clearTimeout(timer)
    if (text.trim().length < SHORTEST) {
      forget()
      return
    }
    timer = window.setTimeout(() => {
      proposals.value = propose(text)
      void ask(text.trim(), category)
    }, PAUSE)
  }

  async function ask(text: string, category: string): Promise<void> {
    current?.abort()
    const mine = new AbortController()
    current = mine
    asking.value = true
    const [found, near] = await Promise.allSettled([
      api.suggest({ text }, mine.signal),
      api.nearby(category ? { text, category } : { text }, mine.signal),
    ])
    if (current !== mine) return
    asking.value = false
    suggestion.value = found.status === 'fulfilled' ? found.value : null
    similar.value = near.status === 'fulfilled' ? near.value.items : null
  }

  function forget(): void {
    window.clearTimeout(timer)
    current?.abort()
    current = null
    asking.value = false
    suggestion.value = null
    similar.value = null
    proposals.value = NOTHING
  }

  onBeforeUnmount(forget)
  return { suggestion, similar, proposals, asking, hear, forget }
}
