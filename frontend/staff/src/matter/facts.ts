import { limitGroup } from '@fengqiao/shared/words/words'

export interface Speech {
  unit: (code: string) => string
  category: (code: string) => string
  word: (group: string, code: string) => string
  moment: (at: string) => string
  t: (key: string, values?: Record<string, string | number>) => string
}

type Reader = (value: unknown, say: Speech, facts: Record<string, unknown>) => string

/** Facts of a step that say something to a reader, in the order they are said; all others stay in the ledger. */
const READERS: readonly [name: string, read: Reader][] = [
  ['category', (value, say) => text(value, say.category)],
  ['lead', (value, say) => labelled(value, say.unit, say, 'lead')],
  ['units', (value, say) => list(value, say.unit)],
  ['co', (value, say) => labelled(value, say.unit, say, 'co')],
  ['to', (value, say) => text(value, say.unit)],
  ['target', (value, say) => text(value, say.unit)],
  // Beside an amount it is a unit of time, else one of the county's.
  ['unit', (value, say, facts) => text(value, (code) => ('amount' in facts ? `${String(facts['amount'])} ${say.word(limitGroup(facts['amount']), code)}` : say.unit(code)))],
  ['suggested', (value, say) => labelled(value, say.unit, say, 'suggested_unit')],
  ['letter', (value, say) => text(value, (code) => say.word('letter', code))],
  ['light', (value, say) => text(value, (code) => say.word('light', code))],
  ['cause', (value, say) => text(value, (code) => say.word('pause_cause', code))],
  ['solved', (value, say) => text(value, (code) => say.word('solved', code))],
  ['satisfaction', (value, say) => text(value, (code) => say.word('satisfaction', code))],
  ['risk', (value, say) => text(value, (code) => say.word('case_risk', code))],
  ['trigger', (value, say) => text(value, (code) => say.word('trigger', code))],
  ['passed', (value, say) => (typeof value === 'boolean' ? say.t(value ? 'act.yes' : 'act.no') : '')],
  ['due_at', (value, say) => (typeof value === 'string' ? say.t('matter.dueAt', { when: say.moment(value) }) : '')],
]

/** What the facts of a step say, part by part. */
export function factsOf(facts: Record<string, unknown>, say: Speech): string[] {
  return READERS.map(([name, read]) => (name in facts ? read(facts[name], say, facts) : '')).filter((said) => said !== '')
}

function text(value: unknown, name: (code: string) => string): string {
  return typeof value === 'string' && value !== '' ? name(value) : ''
}

function list(value: unknown, name: (code: string) => string): string {
  return Array.isArray(value) ? value.map((one) => name(String(one))).join(' · ') : text(value, name)
}

function labelled(value: unknown, name: (code: string) => string, say: Speech, field: string): string {
  const said = list(value, name)
  return said === '' ? '' : `${say.t(`field.${field}`)} ${said}`
}
