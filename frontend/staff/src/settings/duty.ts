import type { DutyLine, DutyVersion } from '@fengqiao/shared/api/settings'

export type DutyState = 'draft' | 'inForce' | 'coming' | 'past'

/** How a version stands: a draft, the one in force, one that begins later, or one that another has replaced. */
export function stateOf(version: DutyVersion, all: readonly DutyVersion[], now: Date = new Date()): DutyState {
  if (version.published_at === null) return 'draft'
  if (version.in_force) return 'inForce'
  const begins = new Date(version.effective_from).getTime()
  const replaced = all.some((one) => one.published_at !== null && one.number > version.number && one.effective_from === version.effective_from)
  return begins > now.getTime() && !replaced ? 'coming' : 'past'
}

/** The lines in which every word that was typed stands, in category, place, unit or basis. */
export function matching(lines: readonly DutyLine[], typed: string): DutyLine[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return [...lines]
  return lines.filter((line) => {
    const said = [line.category, line.category_name, line.area, line.area_name, line.lead.name, ...line.co.map((one) => one.name), line.basis].join(' ').toLowerCase()
    return words.every((word) => said.includes(word))
  })
}
