import type { ActForm, Schema } from '@fengqiao/shared/api/contract'

import { PHOTOS } from './acting'

export type Control =
  | { kind: 'text'; long: boolean; most: number | null }
  | { kind: 'number' }
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
}

const UNITS = new Set(['lead', 'to', 'suggested_unit', 'target', 'on_submission_by', 'co', 'units', 'tasks', 'court'])
/** What a rule asks for although the schema leaves it open, because the rule says so in better words. */
const DEMANDED: Record<string, readonly string[]> = {
  verified: ['result'], transfer_out: ['target', 'basis'], answer_directly: ['answer', 'knowledge_item'], withdraw: ['reason'], add_material: ['text'],
  refuse_return: ['reason'], rule_lead: ['lead', 'basis'], sub_dispatch: ['to'], add_progress: ['note'],
  refuse_extension: ['reason'], request_shelve: ['reason', 'plan', 'next_review'], refuse_shelve: ['reason'], review_shelved: ['next_review'],
  waive_assist: ['unit', 'reason'], inspect: ['passed'], self_handle: ['reply'], visit_with_consent: ['is_requester', 'consent', 'solved', 'satisfaction'], rework: ['reason'], close_explained: ['explanation'],
  evaluate_whistle: ['ratings'], hold_consultation: ['number'], report_task: ['note'], reply_supervision: ['reply'], approve_reply: ['unit'], set_case_risk: ['risk', 'basis'],
  assign_leader_case: ['leader'], unmerge: ['reason'], add_party: ['role', 'name'], hold_session: ['round', 'result', 'place', 'attendees', 'record'],
  escalate: ['to', 'reason'], conclude_agreement: ['form', 'content'], record_performance: ['proof'], report_breach: ['date'], fail_mediation: ['reason'],
  record_outcome: ['outcome'], apply_judicial_confirmation: ['applied_by'], record_confirmation: ['result'],
  exclude_confirmation: ['reason'], recuse_mediator: ['reason'], wish_mediator: ['wish', 'mediator'], answer_wish: ['number', 'accepted'],
  book_session: ['starts', 'ends'], move_session: ['number'], cancel_session: ['number'],
}

/** Limits of a meeting's tasks; without a choice the county's five working days run. */
const TASK_LIMITS = ['1_working_day', '2_working_day', '3_working_day', '5_working_day', '10_working_day']

/** Answers of single parties come from their own page; here a side answers for all of its parties, and a meeting's tasks share a limit. */
const ELSEWHERE = new Set(['single', 'limits'])

/** The fields of an action's form, those that must be filled in first. */
export function fieldsOf(form: Pick<ActForm, 'name' | 'data' | 'photos'>): FormField[] {
  const demanded = new Set([...(form.data.required ?? []), ...(DEMANDED[form.name] ?? [])])
  const fields = Object.entries(form.data.properties ?? {}).filter(([name]) => !ELSEWHERE.has(name)).map(([name, property]) =>
    ({ name, control: controlOf(name, property), required: demanded.has(name) }))
  const photos: FormField[] = form.photos ? [{ name: PHOTOS, control: { kind: 'photos' }, required: false }] : []
  return [...fields.filter((one) => one.required), ...fields.filter((one) => !one.required), ...photos]
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

function controlOf(name: string, property: Schema): Control {
  const many = property.type === 'array'
  if (name === 'category' || name === 'secondary') return { kind: 'category', many }
  if (name === 'area') return { kind: 'area' }
  if (name === 'due_within') return { kind: 'choice', options: TASK_LIMITS, many: false }
  if (UNITS.has(name) || name === 'unit') return { kind: 'units', many }
  if (property.enum) return { kind: 'choice', options: property.enum, many: false }
  switch (property.type) {
    case 'boolean': return { kind: 'yesno' }
    case 'integer': return { kind: 'number' }
    case 'array': return property.items?.enum ? { kind: 'choice', options: property.items.enum, many } : { kind: 'lines' }
    case 'object': return { kind: 'ratings', options: ratingsOf(property) }
    default: return textOf(property)
  }
}

function textOf(property: Schema): Control {
  if (property.format === 'date') return { kind: 'day' }
  if (property.format === 'date-time') return { kind: 'moment' }
  return { kind: 'text', long: property['x-long'] ?? false, most: property.maxLength ?? null }
}

function ratingsOf(property: Schema): string[] {
  return typeof property.additionalProperties === 'object' ? (property.additionalProperties.enum ?? []) : []
}
