/** The queue of the hall as the screens in it know it: asked every few seconds, by a kiosk with its key, else under the window's own sign-in. */
import { api } from '@fengqiao/shared/api/client'
import { hall, kiosk, type Hall, type Ticket } from '@fengqiao/shared/api/hall'
import { actAs } from '@fengqiao/shared/api/http'
import { asProblem, type Problem } from '@fengqiao/shared/api/problem'
import { onBeforeUnmount, onMounted, ref, shallowRef } from 'vue'

const EVERY = 3_000
const WINDOWS = ['registrar', 'town_dispatcher']

export function useHallNow(heard: (fresh: Ticket[]) => void = () => undefined, key = '') {
  const now = shallowRef<Hall | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const signedOut = ref(false)
  let seated = false
  let timer = 0

  async function load(): Promise<void> {
    try {
      if (!key && !seated) {
        const seat = (await api.me()).posts.find((one) => WINDOWS.includes(one.post))
        actAs(seat ? `${seat.post}@${seat.unit}` : '')
        seated = true
      }
      const before = now.value
      now.value = key ? { ...await kiosk.now(key), called: [], passed: [] } : await hall.now()
      problem.value = null
      signedOut.value = false
      if (before) heard(newlyCalled(before.called, now.value.called))
    } catch (error) {
      problem.value = asProblem(error)
      if (!problem.value.isSignedOut) return
      seated = false
      signedOut.value = true
      now.value = null
    }
  }

  onMounted(() => {
    void load()
    timer = window.setInterval(() => { void load() }, EVERY)
  })
  onBeforeUnmount(() => { window.clearInterval(timer) })
  return { now, problem, signedOut, load }
}

/** What was called since, or called again, the oldest call first. */
export function newlyCalled(before: readonly Ticket[], now: readonly Ticket[]): Ticket[] {
  return now.filter((one) => !before.some((old) => old.id === one.id && old.calls === one.calls)).reverse()
}
