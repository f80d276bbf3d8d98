/** The figures of the screen, kept fresh by the live stream; where there is none, somebody asks. */
import type { Counts, MatterRow, Me } from '@fengqiao/shared/api/contract'
import { api } from '@fengqiao/shared/api/client'
import { actAs } from '@fengqiao/shared/api/http'
import { asProblem, type Problem } from '@fengqiao/shared/api/problem'
import { addressOf, Stream } from '@fengqiao/shared/live/stream'
import { learnWords } from '@fengqiao/shared/words/words'
import { ref, shallowRef } from 'vue'

/** How often somebody asks where no stream says what changed. */
const EVERY = 30_000
/** With a stream, time alone still turns lights: they are looked at this often. */
const TURNING = 5 * 60_000
/** What the stream tells is looked up at most this often. */
const TOGETHER = 2_000
const MOST_DUE = 8

export function useLive() {
  const me = shallowRef<Me | null>(null)
  const counts = shallowRef<Counts | null>(null)
  const due = shallowRef<MatterRow[]>([])
  const countedAt = shallowRef<Date | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const signedOut = ref(false)
  let stream: Stream | null = null
  let soon = 0

  async function load(): Promise<void> {
    try {
      if (!me.value) await arrive()
      const late = await api.worklist({ view: 'overdue' })
      const next = late.items.length < MOST_DUE ? (await api.worklist({ view: 'soon' })).items : []
      counts.value = late.counts ?? counts.value
      due.value = [...late.items, ...next].slice(0, MOST_DUE)
      countedAt.value = new Date()
      problem.value = null
      signedOut.value = false
    } catch (error) {
      problem.value = asProblem(error)
      if (problem.value.isSignedOut) leave()
    }
  }

  async function arrive(): Promise<void> {
    const somebody = await api.me()
    const seat = somebody.posts[0]
    const directory = await api.directory()
    learnWords(directory.words)
    me.value = somebody
    // An administrator keeps the configuration and sees no matter, so there is nothing to hear.
    if (!seat || seat.post === 'administrator') return
    actAs(`${seat.post}@${seat.unit}`)
    stream = new Stream(addressOf(directory.county.live, window.location), `${seat.post}@${seat.unit}`, {
      changed: stir, gone: stir, reset: stir, signedOut: () => { void load() },
    })
  }

  /** Somebody signed out: nothing of the county stays on the wall. */
  function leave(): void {
    signedOut.value = true
    stream?.stop()
    stream = null
    actAs('')
    me.value = null
    counts.value = null
    due.value = []
    countedAt.value = null
  }

  /** Something changed: look once for all that comes together. */
  function stir(): void {
    if (soon) return
    soon = window.setTimeout(() => {
      soon = 0
      void load()
    }, TOGETHER)
  }

  /** Starts to follow; gives how to stop. */
  function follow(): () => void {
    void load()
    const timers = [
      window.setInterval(() => { if (!stream?.alive) void load() }, EVERY),
      window.setInterval(() => { void load() }, TURNING),
    ]
    return () => {
      for (const timer of timers) window.clearInterval(timer)
      window.clearTimeout(soon)
      stream?.stop()
    }
  }

  return { me, counts, due, countedAt, problem, signedOut, follow }
}
