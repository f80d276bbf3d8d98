import type { Look } from '@fengqiao/shared/api/contract'

export type ToldLook = Look & { refused: boolean; times: number }

/** What was refused of the matter's course: acts, never looks. */
export function courseOf(trail: readonly Look[]): Look[] {
  return trail.filter((one) => isRefused(one) && !one.look)
}

/** Who looked, and who was not let in; the same seat that tried again and again stands there once, with how often. */
export function looksOf(trail: readonly Look[]): ToldLook[] {
  const told: ToldLook[] = []
  for (const one of trail) {
    const refused = isRefused(one)
    if (refused ? !one.look : one.result !== 'shown') continue
    const same = told[told.length - 1]
    if (refused && same && isSame(same, one)) same.times += 1
    else told.push({ ...one, refused, times: 1 })
  }
  return told
}

function isRefused(one: Look): boolean {
  return one.result.startsWith('refused:')
}

function isSame(a: Look, b: Look): boolean {
  return a.unit === b.unit && a.post === b.post && a.act === b.act && a.result === b.result
}
