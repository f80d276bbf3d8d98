import type { Counts } from '@fengqiao/shared/api/contract'
import { api } from '@fengqiao/shared/api/client'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'

const EVERY = 60_000
/** Nobody touched the page for this long: asking on would keep an idle session alive. */
const IDLE = 5 * 60_000

/** How much is due and overdue, kept fresh while somebody works at the page. */
export const useCounts = defineStore('counts', () => {
  const counts = shallowRef<Counts | null>(null)
  const changed = ref(0)
  let touched = Date.now()
  let timer = 0

  function learn(next: Counts | null): void {
    if (!next) return
    const before = counts.value
    counts.value = next
    if (before && (before.todo !== next.todo || before.overdue !== next.overdue)) changed.value += 1
  }

  async function refresh(): Promise<void> {
    try {
      learn((await api.worklist({ view: 'todo' })).counts)
    } catch {
      // The page's own calls show what is wrong; a counter stays quiet.
    }
  }

  function touch(): void {
    touched = Date.now()
  }

  function watchOver(): () => void {
    const events = ['pointerdown', 'keydown', 'wheel'] as const
    for (const name of events) document.addEventListener(name, touch, { passive: true })
    timer = window.setInterval(() => {
      if (!document.hidden && Date.now() - touched < IDLE) void refresh()
    }, EVERY)
    return () => {
      window.clearInterval(timer)
      for (const name of events) document.removeEventListener(name, touch)
    }
  }

  return { counts, changed, learn, refresh, watchOver }
})
