import type { Counts } from '@fengqiao/shared/api/contract'
import { api } from '@fengqiao/shared/api/client'
import { addressOf, Stream } from '@fengqiao/shared/live/stream'
import { defineStore } from 'pinia'
import { ref, shallowReactive, shallowRef } from 'vue'

import { useSession } from '../session/session'

/** How often somebody asks where no stream says what changed. */
const EVERY = 60_000
/** What the stream tells is looked up at most this often. */
const TOGETHER = 2_000
/** Nobody touched the page for this long: asking on would keep an idle session alive. */
const IDLE = 5 * 60_000

/** How much is due and overdue, and what changed meanwhile, kept fresh while somebody works at the page. */
export const useCounts = defineStore('counts', () => {
  const session = useSession()
  const counts = shallowRef<Counts | null>(null)
  const changed = ref(0)
  /** The newest version that was heard of, by the code of the matter; 0 where only a look can tell. */
  const versions = shallowReactive(new Map<string, number>())
  let touched = Date.now()
  let stale = false
  let soon = 0
  let stream: Stream | null = null

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
    if (stale) stir()
  }

  const resting = (): boolean => document.hidden || Date.now() - touched >= IDLE

  /** Something changed: look once for all that comes together, and not while nobody is there. */
  function stir(): void {
    stale = true
    if (soon) return
    soon = window.setTimeout(() => {
      soon = 0
      if (!resting()) void lookOnce()
    }, TOGETHER)
  }

  /** The counters first, so that the lists that follow bring nothing new and are not asked for twice. */
  async function lookOnce(): Promise<void> {
    stale = false
    const before = changed.value
    await refresh()
    if (changed.value === before) changed.value += 1
  }

  function listen(): void {
    // An administrator keeps the configuration and sees no matter, so there is nothing to hear.
    if (!session.directory || !session.seat || session.seat.post === 'administrator') return
    stream = new Stream(addressOf(session.directory.county.live, window.location), session.seatKey, {
      changed: ({ code, version }) => {
        versions.set(code, version)
        stir()
      },
      gone: (code) => {
        versions.set(code, 0)
        stir()
      },
      reset: stir,
      signedOut: () => { void refresh() },
    })
  }

  function watchOver(): () => void {
    const events = ['pointerdown', 'keydown', 'wheel'] as const
    for (const name of events) document.addEventListener(name, touch, { passive: true })
    document.addEventListener('visibilitychange', shown)
    listen()
    const timer = window.setInterval(() => {
      if (!stream?.alive && !resting()) void refresh()
    }, EVERY)
    return () => {
      window.clearInterval(timer)
      window.clearTimeout(soon)
      soon = 0
      stream?.stop()
      stream = null
      document.removeEventListener('visibilitychange', shown)
      for (const name of events) document.removeEventListener(name, touch)
    }
  }

  function shown(): void {
    if (!document.hidden && stale) stir()
  }

  return { counts, changed, versions, learn, refresh, watchOver }
})
