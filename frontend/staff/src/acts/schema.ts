import type { Schema } from '@fengqiao/shared/api/contract'

export type Control =
  | { kind: 'text'; long: boolean; most: number | null }
  | { kind: 'number'; least: number | null; most: number | null }
  | { kind: 'yesno' }
  | { kind: 'choice'; options: string[]; many: boolean }
  | { kind: 'day' }
  | { kind: 'moment' }
  | { kind: 'lines' }
  | { kind: 'units'; many: boolean }
  | { kind: 'category'; many: boolean }
  | { kind: 'area' }
  | { kind: 'photos' }
  | { kind: 'ratings'; options: string[] }

export interface FormField {
  name: string
  control: Control
  required: boolean
  hint: string
}

const UNITS = new Set(['lead', 'to', 'suggested_unit', 'target', 'on_submission_by', 'co', 'units', 'tasks'])
const PHOTOS = new Set(['photos', 'photos_after'])
/** Texts that are a sentence or more. */
const LONG = new Set([
  'reason', 'note', 'reply', 'basis', 'answer', 'plan', 'explanation', 'minutes', 'text', 'right_door', 'outcome', 'law_enforcement',
])
/** `unit` is a unit of the county everywhere but here, where it is the unit of an amount of time. */
const TIME_UNIT = new Set(['request_extension'])
/** What a rule asks for although the schema leaves it open, because the rule says so in better words. */
const DEMANDED: Record<string, readonly string[]> = {
  verified: ['result'], transfer_out: ['target', 'basis'], answer_directly: ['answer'], withdraw: ['reason'], add_material: ['text'],
  refuse_return: ['reason'], rule_lead: ['lead', 'basis'], sub_dispatch: ['to'], add_progress: ['note'], request_extension: ['amount', 'unit', 'reason'],
  refuse_extension: ['reason'], request_shelve: ['reason', 'plan', 'next_review'], refuse_shelve: ['reason'], review_shelved: ['next_review'],
  pause: ['cause'], resume: ['cause'], waive_assist: ['unit', 'reason'], inspect: ['passed'], rework: ['reason'], close_explained: ['explanation'],
  evaluate_whistle: ['ratings'], hold_consultation: ['number'], reply_supervision: ['reply'], approve_reply: ['unit'], set_case_risk: ['risk', 'basis'],
  assign_leader_case: ['leader'], unmerge: ['reason'],
}

export const TIME_UNITS = ['working_day', 'calendar_day', 'working_hour', 'hour']

/** The schemas by action, whichever way the server wraps them. */
export function schemasOf(answer: Record<string, Schema> | { actions: Record<string, Schema> }): Record<string, Schema> {
  const inner = (answer as { actions?: unknown }).actions
  return typeof inner === 'object' && inner !== null ? (inner as Record<string, Schema>) : (answer as Record<string, Schema>)
}

/** The fields of an action's form, those that must be filled in first. */
export function fieldsOf(action: string, schema: Schema): FormField[] {
  const demanded = new Set([...(schema.required ?? []), ...(DEMANDED[action] ?? [])])
  const fields = Object.entries(schema.properties ?? {}).map(([name, raw]) => {
    const property = resolved(raw, schema)
    return { name, control: controlOf(action, name, property, schema), required: demanded.has(name), hint: property.description ?? '' }
  })
  return [...fields.filter((one) => one.required), ...fields.filter((one) => !one.required)]
}

/** What a form holds before anybody has filled in anything. */
export function freshValue(control: Control): unknown {
  switch (control.kind) {
    case 'number': return null
    case 'yesno': return null
    case 'lines': return ['']
    case 'photos': return []
    case 'ratings': return {}
    case 'units':
    case 'category':
    case 'choice': return control.many ? [] : ''
    default: return ''
  }
}

function controlOf(action: string, name: string, property: Schema, root: Schema): Control {
  const type = typeOf(property)
  const items = property.items ? resolved(property.items, root) : null
  if (PHOTOS.has(name)) return { kind: 'photos' }
  if (name === 'category' || name === 'secondary') return { kind: 'category', many: type === 'array' }
  if (name === 'area') return { kind: 'area' }
  if (name === 'unit' && TIME_UNIT.has(action)) return { kind: 'choice', options: optionsOf(property) ?? TIME_UNITS, many: false }
  if (UNITS.has(name) || name === 'unit') return { kind: 'units', many: type === 'array' }
  const options = optionsOf(property)
  if (options) return { kind: 'choice', options, many: false }
  if (type === 'boolean') return { kind: 'yesno' }
  if (type === 'integer' || type === 'number') return { kind: 'number', least: property.minimum ?? null, most: property.maximum ?? null }
  if (type === 'array') {
    const several = items ? optionsOf(items) : null
    return several ? { kind: 'choice', options: several, many: true } : { kind: 'lines' }
  }
  if (type === 'object') return { kind: 'ratings', options: ratingsOf(property, root) }
  if (property.format === 'date') return { kind: 'day' }
  if (property.format === 'date-time') return { kind: 'moment' }
  return { kind: 'text', long: LONG.has(name), most: property.maxLength ?? null }
}

function ratingsOf(property: Schema, root: Schema): string[] {
  const values = property.additionalProperties
  return (typeof values === 'object' ? optionsOf(resolved(values, root)) : null) ?? []
}

/** Follows a reference and leaves out "or nothing". */
function resolved(schema: Schema, root: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1)
  if (name) return resolved({ ...schema, $ref: undefined, ...root.$defs?.[name] } as Schema, root)
  const several = (schema.anyOf ?? schema.oneOf)?.filter((one) => one.type !== 'null')
  const only = several?.[0]
  return several?.length === 1 && only ? { ...schema, anyOf: undefined, oneOf: undefined, ...resolved(only, root) } as Schema : schema
}

function typeOf(schema: Schema): string {
  return Array.isArray(schema.type) ? (schema.type.find((one) => one !== 'null') ?? '') : (schema.type ?? '')
}

function optionsOf(schema: Schema): string[] | null {
  const found = schema.enum?.filter((one) => one !== null).map(String)
  return found && found.length > 0 ? found : null
}
