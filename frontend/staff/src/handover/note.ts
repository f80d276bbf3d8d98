import type { Handover, HandoverMatter } from '@fengqiao/shared/api/handover'

/** Which matters can stand in the note: those that do, then those that are proposed, each once. */
export function offered(found: Handover): HandoverMatter[] {
  const all = new Map<string, HandoverMatter>()
  for (const one of [...(found.note?.matters ?? []), ...found.proposed]) if (!all.has(one.code)) all.set(one.code, one)
  return [...all.values()]
}

/** What is ticked when the note is opened for writing: what stands in it; in a new one all that is proposed. */
export function ticked(found: Handover): string[] {
  return (found.note?.matters ?? found.proposed).map((one) => one.code)
}
