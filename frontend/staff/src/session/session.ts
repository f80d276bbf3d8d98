import type { Category, Directory, Me, Seat, Unit } from '@fengqiao/shared/api/contract'
import { api, auth } from '@fengqiao/shared/api/client'
import { actAs } from '@fengqiao/shared/api/http'
import { asProblem, type Problem } from '@fengqiao/shared/api/problem'
import { forgetDrafts } from '@fengqiao/shared/drafts/draft'
import { learnWords } from '@fengqiao/shared/words/words'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'

const SEAT = 'fengqiao.seat'

/** unknown: not asked yet · out · enrol: a second factor is missing · in · fault: the server did not say. */
export type Phase = 'unknown' | 'out' | 'enrol' | 'in' | 'fault'

/** Who is signed in, which post acts, and the county's directory. */
export const useSession = defineStore('session', () => {
  const phase = ref<Phase>('unknown')
  const me = shallowRef<Me | null>(null)
  const directory = shallowRef<Directory | null>(null)
  const seat = shallowRef<Seat | null>(null)
  const fault = shallowRef<Problem | null>(null)
  const ended = ref(false)
  let starting: Promise<void> | null = null

  const categories = computed(() => new Map<string, Category>(directory.value?.categories.map((one) => [one.code, one])))
  const units = computed(() => new Map<string, Unit>(directory.value?.units.map((one) => [one.code, one])))
  const seatKey = computed(() => (seat.value ? keyOf(seat.value) : ''))

  /** Asks once who is signed in. */
  function start(): Promise<void> {
    if (phase.value === 'in' || phase.value === 'out' || phase.value === 'enrol') return Promise.resolve()
    starting ??= ask().finally(() => { starting = null })
    return starting
  }

  async function ask(): Promise<void> {
    try {
      const [found, county] = await Promise.all([api.me(), api.directory()])
      me.value = found
      sit(found.posts.find((one) => keyOf(one) === keptSeat()) ?? found.posts[0] ?? null)
      directory.value = county
      learnWords(county.words)
      fault.value = null
      ended.value = false
      phase.value = 'in'
    } catch (error) {
      const problem = asProblem(error)
      if (problem.isSignedOut) phase.value = 'out'
      else if (problem.status === 403 && /enrol|factor|mfa|totp/i.test(problem.code)) phase.value = 'enrol'
      else {
        fault.value = problem
        phase.value = 'fault'
      }
    }
  }

  /** After a sign-in or a repaired fault: ask anew. */
  function again(): Promise<void> {
    phase.value = 'unknown'
    return start()
  }

  function sit(next: Seat | null): void {
    seat.value = next
    actAs(next ? keyOf(next) : '')
    try {
      if (next) localStorage.setItem(SEAT, keyOf(next))
    } catch {
      // The choice lasts for this visit.
    }
  }

  /** The server no longer knows this session. Drafts stay: it may be the same person. */
  function lost(): void {
    if (phase.value !== 'in') return
    ended.value = true
    phase.value = 'out'
  }

  async function leave(): Promise<void> {
    await auth.signOut()
    forgetDrafts()
    me.value = null
    seat.value = null
    actAs('')
    ended.value = false
    phase.value = 'out'
  }

  return { phase, me, directory, seat, seatKey, fault, ended, categories, units, start, again, sit, lost, leave }
})

export function keyOf(seat: Seat): string {
  return `${seat.post}@${seat.unit}`
}

function keptSeat(): string {
  try {
    return localStorage.getItem(SEAT) ?? ''
  } catch {
    return ''
  }
}
