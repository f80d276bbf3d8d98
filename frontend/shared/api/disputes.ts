/** The contract of disputes, as docs/reference/disputes.md has it. Nothing but types and calls stands here. */
import type { Clock, KeptText, Word } from './contract'
import { call } from './http'

const V1 = '/api/v1'
const table = (code: string) => `${V1}/matters/${encodeURIComponent(code)}`
const own = (secret: string) => `${V1}/public/party/${encodeURIComponent(secret)}`

export type Side = 'applicant' | 'respondent'
/** Each stroke as x, y, x, y … in whole steps of a square of 4000. */
export type Strokes = number[][]

/** What a viewer is not shown is "", null or empty, never left out. Amounts are whole yuan. */
export interface DisputeParty {
  party: string
  role: string
  role_name: string
  side: string
  organisation: boolean
  minor: boolean
  name: string
  phone: string
  answer: string
  answered_at: string | null
  speaks_for: string
  authority: string
  language: string
  people: number
  linked_at: string | null
  me: boolean
}

export interface Statement {
  number: number
  party: string
  side: string
  at: string
  shared: boolean
  by_post: string
  text: string
}

export interface PrivateNote {
  number: number
  side: string
  at: string
  text: string
}

export interface RecordDraft {
  session: number
  saved_at: string
  record: string
}

export interface SessionHeld {
  number: number
  round: number
  at: string
  mode: string
  mode_name: string
  result: string
  result_name: string
  attendees: number
  present: string[]
  advised: string
  place: string
  record: string
}

export interface Proposal {
  number: number
  at: string
  by: string
  party: string
  to: string[]
  counter_to: number | null
  state: string
  state_name: string
  accepted_by: string[]
  amount_cny: number | null
  amount_capitals: string
  text: string
}

export interface Point {
  number: number
  at: string
  amount_cny: number | null
  text: string
}

export interface Hint {
  lacks: string
  zh: string
  en: string
}

export interface Clause {
  number: number
  template: string
  text: string
  hints: Hint[]
}

export interface Instalment {
  number: number
  due: string
  amount_cny: number
  amount_capitals: string
  paid_cny: number
  state: string
}

export interface Signature {
  who: string
  side: string
  kind: string
  at: string
  image: string
}

/** Signatures belong to this version and its hash; a changed clause voids them. */
export interface AgreementDraft {
  version: number
  sha256: string
  at: string
  amount_cny: number | null
  amount_capitals: string
  performance: string
  perform_by: string | null
  clauses: Clause[]
  instalments: Instalment[]
  signatures: Signature[]
  missing: string[]
}

export interface Agreement {
  form: string
  form_name: string
  effective_at: string
  confirm_by: string
  performance: string
  perform_by: string | null
  version: number
  sha256: string
  signed_by: string[]
  amount_cny: number | null
  amount_capitals: string
  content: string
  clauses: Clause[]
  instalments: Instalment[]
  signatures: Signature[]
}

export interface Payment {
  at: string
  kind: string
  amount_cny: number | null
  proof: string
}

export interface Performance {
  state: string
  owed_cny: number | null
  paid_cny: number
  open_cny: number | null
  next_due: string | null
  next_cny: number | null
  overdue: boolean
  breached_on: string | null
  schedule: Instalment[]
  payments: Payment[]
}

export interface Confirmation {
  state: string
  last_day: string | null
  confirm_by: string | null
  moved: boolean
  why: Word
  applied_at: string | null
  court: string
  court_name: string
}

/** Another lawful way; `by` is null where the law counts from a day that is not known here. */
export interface LegalRoute {
  route: string
  name: Word
  limits: Word
  by: string | null
  counted_from: Word
  advised: boolean
  taken: boolean
}

export interface Diversion {
  route: string
  unit: string
  unit_name: string
  at: string
  outcome: string
  amount_cny: number | null
  performed: boolean | null
  outcome_at: string | null
}

export interface Escalation {
  unit: string
  unit_name: string
  level: string
  at: string
  reason: string
}

interface Shared {
  code: string
  version: number
  state: string
  parties: DisputeParty[]
  statements: Statement[]
  notes: PrivateNote[]
  sessions: SessionHeld[]
  proposals: Proposal[]
  points: Point[]
  agreement_draft: AgreementDraft | null
  agreement: Agreement | null
  performance: Performance | null
  confirmation: Confirmation
  routes: LegalRoute[]
  diversion: Diversion | null
}

export interface DisputeDetail extends Shared {
  round: number
  level: string
  standing: string
  mediable: boolean
  consented_at: string | null
  draft: RecordDraft | null
  next_session: number
  escalations: Escalation[]
  self_settled_at: string | null
  settled_level: string
  clocks: Clock[]
  actions: string[]
  next_step: string | null
}

export interface PartyView extends Shared {
  state_name: string
  sentence: string
  party: string
  role: string
  side: string
  wishes: { number: number; mediator: string; wish: 'choose' | 'refuse'; accepted: boolean | null; at: string }[]
  rights: Word[]
  can: Record<string, boolean>
  access: { at: string; unit: string; post: string; purpose: string; act: string }[]
  phone: string
}

export interface PartyLink {
  party: string
  secret: string
  url: string
  typed: boolean
}

/** What signs: strokes of the tablet, the photo of a sheet, or, for the committee's seal, neither. */
export interface Signing {
  who: string
  sha256: string
  strokes?: Strokes
  photo?: string
}

export const disputes = {
  dispute: (code: string, signal?: AbortSignal) => call<DisputeDetail>(`${table(code)}/dispute`, signal ? { signal } : {}),
  saveRecord: (code: string, record: string) =>
    call<{ session: number; saved_at: string }>(`${table(code)}/dispute/draft`, { method: 'POST', body: { record } }),
  hints: (code: string, clauses: string[], amount: number | null, signal?: AbortSignal) =>
    call<{ clauses: Hint[][]; amount_capitals: string }>(`${table(code)}/dispute/hints`, {
      method: 'POST', body: { clauses, amount_cny: amount }, ...(signal ? { signal } : {}),
    }),
  clauses: (code: string) => call<{ items: KeptText[] }>(`${table(code)}/dispute/clauses`),
  link: (code: string, party: string, pin: string) =>
    call<PartyLink>(`${table(code)}/parties/${encodeURIComponent(party)}/link`, { method: 'POST', body: { pin } }),
  sign: (code: string, body: Signing) => call<unknown>(`${table(code)}/dispute/signatures`, { method: 'POST', body }),
}

export const partys = {
  comeBack: (code: string, typed: string) => call<{ secret: string }>(`${V1}/public/party`, { method: 'POST', body: { code, typed } }),
  view: (secret: string) => call<PartyView>(own(secret)),
  tell: (secret: string, act: PartyAct, body: Record<string, unknown>, key: string) =>
    call<unknown>(`${own(secret)}/${act}`, { method: 'POST', body, key }),
}

export type PartyAct = 'consent' | 'statement' | 'share' | 'proposal' | 'answer' | 'sign' | 'mediator' | 'leave'
