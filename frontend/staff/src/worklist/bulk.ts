import type { ActForm, Ahead, MatterRow, Me, Seat } from '@fengqiao/shared/api/contract'
import { api } from '@fengqiao/shared/api/client'
import { newKey } from '@fengqiao/shared/api/http'
import type { Problem } from '@fengqiao/shared/api/problem'
import { computed, ref, shallowRef } from 'vue'

import { useCalls } from '../session/faults'

export const ACCEPT_AND_DISPATCH = 'accept_and_dispatch'
/** Acts that may be done with many at a time, in the order in which work goes; the server knows the same. */
export const IN_BULK = [ACCEPT_AND_DISPATCH, 'accept', 'dispatch', 'sign', 'urge', 'archive'] as const

/** The acts for many that a seat may be offered; whoever holds both posts may accept and dispatch. */
export function bulkActs(forms: ReadonlyMap<string, ActForm>, seat: Seat | null, me: Me | null): string[] {
  const may = (act: string, post: string) => forms.get(act)?.posts.includes(post) ?? false
  const posts = me?.posts.map((one) => one.post) ?? []
  if (!seat) return []
  return IN_BULK.filter((act) => (act === ACCEPT_AND_DISPATCH
    ? may('accept', seat.post) && posts.some((post) => may('dispatch', post))
    : may(act, seat.post)))
}

export type Fate = 'will' | 'not' | 'doing' | 'done' | 'failed'

/** One matter of the choice: what would happen, and what happened. */
export interface Prospect {
  row: MatterRow
  ahead: Ahead | null
  fate: Fate
  problem: Problem | null
}

/** What an act would do with the chosen matters, then doing it, one after the other, each with its own version and key. */
export function useBulk(action: string, rows: readonly MatterRow[]) {
  const { run, problem } = useCalls()
  const prospects = shallowRef<Prospect[]>(rows.map((row) => ({ row, ahead: null, fate: 'not', problem: null })))
  const looking = ref(false)
  const acting = ref(false)
  const keys = new Map<string, string>()

  const will = computed(() => prospects.value.filter((one) => one.fate === 'will'))
  const done = computed(() => prospects.value.filter((one) => one.fate === 'done'))
  /** What stays chosen: refused beforehand, or when it was tried. */
  const left = computed(() => prospects.value.filter((one) => one.fate !== 'done'))

  async function look(): Promise<void> {
    looking.value = true
    const open = left.value.map((one) => one.row.code)
    const found = await run(() => api.ahead(action, open))
    looking.value = false
    if (!found) return
    const said = new Map(found.items.map((one) => [one.code, one]))
    prospects.value = prospects.value.map((one) => {
      const ahead = said.get(one.row.code)
      return ahead ? { ...one, ahead, fate: ahead.will ? 'will' : 'not', problem: null } : one
    })
  }

  async function perform(): Promise<void> {
    if (acting.value) return
    acting.value = true
    for (const one of will.value) {
      set(one.row.code, { fate: 'doing' })
      const answer = await run(() => send(one))
      if (answer) set(one.row.code, { fate: 'done', problem: null })
      else set(one.row.code, { fate: 'failed', problem: problem.value })
      if (answer || isSettled(problem.value)) keys.delete(one.row.code)
      // Where nobody answers, the others would only fail as well: they stay as they are, to be sent again.
      if (problem.value && !isSettled(problem.value)) break
    }
    acting.value = false
  }

  function send({ row, ahead }: Prospect) {
    const key = keys.get(row.code) ?? newKey()
    keys.set(row.code, key)
    const data = ahead?.data ?? {}
    const version = ahead?.version ?? row.version
    if (ahead?.action === ACCEPT_AND_DISPATCH) {
      const { category, lead, co } = data as { category: string; lead: string; co: string[] }
      return api.passOn(row.code, { category, lead, co, version }, key)
    }
    return api.act(row.code, ahead?.action ?? action, { version, data, photos: [] }, key)
  }

  function set(code: string, change: Partial<Prospect>): void {
    prospects.value = prospects.value.map((one) => (one.row.code === code ? { ...one, ...change } : one))
  }

  return { prospects, will, done, left, looking, acting, problem, look, perform }
}

/** The server said no: trying again is another act. Anything else may have been done after all. */
function isSettled(problem: Problem | null): boolean {
  return problem !== null && problem.status >= 400 && problem.status < 500 && !problem.isSignedOut
}
