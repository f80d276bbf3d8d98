import type { ActAnswer, MatterDetail } from '@fengqiao/shared/api/contract'
import { api } from '@fengqiao/shared/api/client'
import { answered, type Answers as Asked } from '@fengqiao/shared/api/questions'
import { defineAsyncComponent, type Component } from 'vue'

import { handlingClock, pausedBy } from '../matter/limits'

type Data = Record<string, unknown>

export interface OwnForm {
  component: Component
  /** What the form holds before anybody has filled in anything. */
  fresh: (matter: MatterDetail) => Data
  /** Fields that must be filled in, given what is filled in already. */
  required: (data: Data) => string[]
  /** Two columns are compared: the drawer is wide. */
  wide?: true
  /** What is sent, where it differs from what is filled in. */
  send?: (data: Data) => Data
  /** The call of an act that has a door of its own. */
  call?: (matter: MatterDetail, data: Data, key: string) => Promise<ActAnswer>
}

const Accept = defineAsyncComponent(() => import('./forms/AcceptForm.vue'))
const Dispatch = defineAsyncComponent(() => import('./forms/DispatchForm.vue'))
const Reject = defineAsyncComponent(() => import('./forms/RejectForm.vue'))
const Return = defineAsyncComponent(() => import('./forms/ReturnForm.vue'))
const Result = defineAsyncComponent(() => import('./forms/ResultForm.vue'))
const Review = defineAsyncComponent(() => import('./forms/ReviewForm.vue'))
const Visit = defineAsyncComponent(() => import('./forms/VisitForm.vue'))
const Whistle = defineAsyncComponent(() => import('./forms/WhistleForm.vue'))
const Merge = defineAsyncComponent(() => import('./forms/MergeForm.vue'))
const Reason = defineAsyncComponent(() => import('./forms/ReasonForm.vue'))
const Extension = defineAsyncComponent(() => import('./forms/ExtensionForm.vue'))
const Pause = defineAsyncComponent(() => import('./forms/PauseForm.vue'))
const Party = defineAsyncComponent(() => import('./forms/PartyForm.vue'))
const Refer = defineAsyncComponent(() => import('./forms/ReferForm.vue'))
const Divert = defineAsyncComponent(() => import('./forms/DivertForm.vue'))
const Answers = defineAsyncComponent(() => import('./forms/AnswersForm.vue'))
const Letter = defineAsyncComponent(() => import('./forms/LetterForm.vue'))

/** The acts with a form of their own; all others get one made from their schema. */
const FORMS: Record<string, OwnForm> = {
  accept: {
    component: Accept,
    fresh: (matter) => ({
      category: matter.category || matter.suggestion?.chosen || '', urgency: matter.urgency, kind: '', secondary: [], area: matter.place.area,
    }),
    required: () => ['category'],
  },
  reject: { component: Reject, fresh: () => ({ reason: '', right_door: '' }), required: () => ['reason', 'right_door'] },
  dispatch: {
    component: Dispatch,
    fresh: (matter) => proposed(matter),
    required: () => ['lead'],
  },
  rule_lead: {
    component: Dispatch,
    fresh: (matter) => ({ ...proposed(matter), basis: '' }),
    required: () => ['lead', 'basis'],
  },
  request_return: {
    component: Return,
    fresh: () => ({ reason: '', suggested_unit: '', basis: '' }),
    required: (data) => (data['suggested_unit'] ? ['reason'] : ['reason', 'basis']),
  },
  request_extension: {
    component: Extension,
    fresh: (matter) => ({ amount: 1, unit: handlingClock(matter)?.limit_unit ?? '', reason: '' }),
    required: () => ['amount', 'reason'],
  },
  pause: { component: Pause, fresh: () => ({ cause: '' }), required: () => ['cause'] },
  resume: { component: Pause, fresh: (matter) => ({ cause: pausedBy(matter) }), required: () => [] },
  submit_result: {
    component: Result,
    fresh: () => ({ reply: '', photos: [], outcome: '', measures: [''], law_enforcement: '', loss_prevented_band: '' }),
    required: () => ['reply'],
  },
  approve: { component: Review, wide: true, fresh: () => ({ inspection: '' }), required: () => [] },
  rework: { component: Review, wide: true, fresh: () => ({ reason: '' }), required: () => ['reason'] },
  record_visit: {
    component: Visit,
    fresh: () => ({ reached: true, solved: '', satisfaction: '', reason: '' }),
    required: (data) => (data['reached'] === false ? [] : ['solved', 'satisfaction']),
    // Who was not reached answered nothing: "not reached" stands alone.
    send: (data) => (data['reached'] === false ? { reached: false } : data),
  },
  whistle: {
    component: Whistle,
    fresh: () => ({ units: [], respond_within: '1_working_day', type: 'joint', reason: '', approved_by: '' }),
    required: () => ['units', 'respond_within', 'reason'],
  },
  merge: {
    component: Merge,
    fresh: () => ({ followers: [], rule: '' }),
    required: () => ['followers'],
    call: (matter, data, key) => api.merge(matter.code, data['followers'] as string[], String(data['rule'] ?? ''), key),
  },
  unmerge: {
    component: Reason,
    fresh: () => ({ reason: '' }),
    required: () => ['reason'],
    // From the main matter a follower is named, from the follower itself it is not.
    call: (matter, data, key) => (data['follower']
      ? api.unmerge(matter.code, String(data['follower']), String(data['reason'] ?? ''), key)
      : api.unmerge(matter.main ?? '', matter.code, String(data['reason'] ?? ''), key)),
  },
  add_party: {
    component: Party,
    fresh: () => ({
      role: 'respondent', name: '', phone: '', organisation: '', minor: false, side: '', speaks_for: '', authority: '', language: '', people: null,
    }),
    required: (data) => (data['role'] === 'agent' || data['role'] === 'guardian' ? ['role', 'name', 'speaks_for'] : ['role', 'name']),
    send: placed,
  },
  answer_questions: {
    component: Answers,
    fresh: () => ({ answers: {} }),
    required: () => [],
    send: (data) => ({ answers: answered(data['answers'] as Asked) }),
  },
  divert: { component: Divert, fresh: () => ({ route: '', to: '' }), required: () => ['route', 'to'] },
  refer_out: { component: Refer, fresh: () => ({ fields: [], basis: '' }), required: () => ['fields', 'basis'] },
  urge: { component: Letter, fresh: () => ({ unit: '' }), required: () => [] },
  circulate: { component: Letter, fresh: () => ({ unit: '' }), required: () => [] },
  supervise: { component: Letter, fresh: () => ({ unit: '', reply_by_working_days: 2 }), required: () => ['reply_by_working_days'] },
}

/** What each place at the table asks for; what was filled in for another one is not sent. */
const PLACES: Record<string, readonly string[]> = {
  agent: ['speaks_for', 'authority'], guardian: ['speaks_for'], interpreter: ['side', 'language'], representative: ['side', 'people'],
  applicant: ['minor'], respondent: ['minor'],
}

function placed(data: Data): Data {
  const asked = ['role', 'name', 'phone', 'organisation', ...(PLACES[String(data['role'])] ?? [])]
  return Object.fromEntries(Object.entries(data).filter(([name, value]) => asked.includes(name) && value !== false))
}

/** What the duty directory proposes; a unit outside the platform gets no order. */
function proposed(matter: MatterDetail): Data {
  const route = matter.routes.find((one) => !one.transfer_only)
  return { lead: route?.unit ?? '', co: [...(route?.co ?? [])] }
}

export function formOf(action: string): OwnForm | null {
  return FORMS[action] ?? null
}
