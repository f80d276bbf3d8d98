import type { MatterDetail, TimelineEntry, UndoStep } from '@fengqiao/shared/api/contract'

/** Acts that take something back and give a reason for it; all others ask for none and would refuse it. */
const REASONED: ReadonlySet<string> = new Set(['unmerge', 'cancel_session'])

/** What the form of an act that takes a step back begins with. */
export function givenBy(step: UndoStep, reason: string): Record<string, unknown> {
  return REASONED.has(step.action) ? { ...step.data, reason } : { ...step.data }
}

/** The one step since then that may be taken back; null for none, and for several: those are chosen in the course of the matter. */
export function onlySince(matter: Pick<MatterDetail, 'timeline'> | null, seq: number): TimelineEntry | null {
  const found = (matter?.timeline ?? []).filter((one) => one.seq > seq && one.undo)
  return found.length === 1 ? (found[0] ?? null) : null
}

/** The latest step that may be taken back. */
export function latest(matter: Pick<MatterDetail, 'timeline'> | null): TimelineEntry | null {
  return [...(matter?.timeline ?? [])].reverse().find((one) => one.undo) ?? null
}

export function lastSeq(matter: Pick<MatterDetail, 'timeline'> | null): number {
  return Math.max(0, ...(matter?.timeline ?? []).map((one) => one.seq))
}
