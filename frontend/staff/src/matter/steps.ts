import type { ActAnswer, MatterDetail, Proposal, TimelineEntry } from '@fengqiao/shared/api/contract'
import { api } from '@fengqiao/shared/api/client'
import { useWords } from '@fengqiao/shared/words/words'
import { onBeforeUnmount, ref, shallowRef, type Ref } from 'vue'

import { AT_ONCE, useActing } from '../acts/acting'
import { ACT_KEYS, actOf, NOTE_KEY, ONE_KEY, UNDO_KEY } from '../acts/actKeys'
import { formOf } from '../acts/forms'
import { useCounts } from '../shell/counts'
import { givenBy, lastSeq, latest, onlySince } from '../undo/counter'
import { sayDone } from '../undo/saying'

/** What pressing a step does: an act without words at once, any other in its drawer; afterwards the matter is fresh. */
export function useSteps(matter: Ref<MatterDetail | null>, changed: () => Promise<void> | void, begun: () => void = () => {}) {
  const { t, word } = useWords()
  const counts = useCounts()
  const { act, busy, problem } = useActing()
  const action = ref('')
  /** What the form of the act begins with, where it takes a step back. */
  const given = shallowRef<Record<string, unknown> | undefined>()
  let hush = (): void => {}
  onBeforeUnmount(() => { hush() })

  async function press(chosen: string): Promise<void> {
    const seen = matter.value
    if (!seen || busy.value) return
    if (!AT_ONCE.has(chosen)) {
      given.value = undefined
      action.value = chosen
      return
    }
    await send(seen, chosen)
  }

  /** Opens the act that takes a step back, its reason proposed. */
  function undo(entry: TimelineEntry | null): void {
    if (!entry?.undo || busy.value || action.value) return
    hush()
    given.value = givenBy(entry.undo, t('undo.reason'))
    action.value = entry.undo.action
  }

  /** Accepts and dispatches at once where that is certain; else the form of what comes first says what is missing. */
  async function pass(): Promise<void> {
    const seen = matter.value
    const key = seen?.one_key
    if (!seen || busy.value || action.value) return
    if (!key?.certain) {
      const first = ['accept', 'dispatch'].find((one) => seen.actions.includes(one))
      if (first) await press(first)
      return
    }
    const { category, lead, co } = key
    if (key.action === 'dispatch') await send(seen, key.action, { lead, co })
    else await send(seen, key.action, {}, (_, sent) => api.passOn(seen.code, { category, lead, co, version: seen.version }, sent))
  }

  /** Issues a letter that the clock proposes, as it is proposed; an order is answered within the usual days. */
  async function issue(letter: Proposal): Promise<void> {
    const seen = matter.value
    if (!seen || busy.value || action.value) return
    await send(seen, letter.letter, { ...(formOf(letter.letter)?.fresh(seen) ?? {}), unit: letter.unit })
  }

  async function send(
    seen: MatterDetail, chosen: string, data: Record<string, unknown> = {}, call?: (data: Record<string, unknown>, key: string) => Promise<ActAnswer>,
  ): Promise<void> {
    begun()
    const answer = await act(seen, chosen, data, call)
    if (answer) await done(answer, chosen)
    else if (problem.value?.isConflict) await changed()
  }

  async function next(): Promise<void> {
    if (matter.value?.next_step && !action.value) await press(matter.value.next_step)
  }

  async function done(_answer: ActAnswer, chosen = action.value): Promise<void> {
    const before = lastSeq(matter.value)
    action.value = ''
    given.value = undefined
    begun()
    await changed()
    const back = onlySince(matter.value, before)
    hush()
    hush = sayDone(t('act.done', { action: word('action', chosen) }), back ? { label: t('undo.name'), key: UNDO_KEY, act: () => { undo(back) } } : undefined)
    await counts.refresh()
  }

  /** The keys of the acts, for a page that shows the matter. A key without an act that is offered does nothing. */
  function keys(step: (chosen: string) => void = (chosen) => { void press(chosen) }): Record<string, () => void> {
    const one = (key: string) => () => {
      const chosen = action.value ? '' : actOf(key, matter.value?.actions ?? [])
      if (chosen) step(chosen)
    }
    return {
      ...Object.fromEntries(Object.keys(ACT_KEYS).map((key) => [key, one(key)])),
      [ONE_KEY]: () => { void pass() },
      [UNDO_KEY]: () => { undo(latest(matter.value)) },
      [NOTE_KEY]: () => { document.getElementById('composer')?.focus() },
    }
  }

  return { action, given, busy, problem, press, undo, pass, issue, next, done, keys }
}
