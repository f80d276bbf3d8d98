/**
 * The HTTP contract, typed by hand. Nothing but types stands here, so that a generated file can take its place.
 * Moments are ISO 8601 with an offset; codes are the identifiers of the glossary.
 */

import type { Answers, Question, QuestionAnswer } from './questions'

export type Light = 'green' | 'yellow' | 'red' | 'paused' | ''

export interface Word {
  zh: string
  en: string
}

export interface Seat {
  post: string
  unit: string
  unit_name: string
  area: string
}

export interface Me {
  username: string
  name: string
  locale: string
  must_change_password: boolean
  posts: Seat[]
  county: { tenant: string; name: string; name_en: string; phone: string }
}

export interface County {
  tenant: string
  name: string
  name_en: string
  phone: string
  live: string | null
}

export interface Category {
  code: string
  parent: string
  name_zh: string
  name_en: string
  leaf: boolean
  pinyin: string
  kind?: string | null
  urgency?: string | null
  limit_amount?: number | null
  limit_unit?: string | null
  keywords?: string[]
  lane?: string | null
}

export interface Unit {
  code: string
  type: string
  name_zh: string
  name_en: string
  level: string
  category: string
  parent: string | null
  area: string
  takes_orders: boolean
  pinyin: string
}

export interface Area {
  code: string
  name: string
}

export interface Grid extends Area {
  area: string
  unit: string
}

export interface Directory {
  version: number
  county: County
  categories: Category[]
  units: Unit[]
  areas: Area[]
  grids: Grid[]
  /** Words on the screen by table and code. */
  words: Record<string, Record<string, Word>>
}

/** What is sent of a place: words, codes of the directory, or a point with its datum. */
export interface PlaceSent {
  address?: string
  area?: string
  grid?: string
  lon?: number
  lat?: number
  datum?: 'wgs84' | 'cgcs2000' | 'gcj02' | 'bd09'
}

export interface Place {
  words: string
  address: string
  area: string
  grid: string
  lon: number | null
  lat: number | null
  outside: boolean
  grid_found: string
}

export interface Photo {
  id: string
  kind: string
  seq: number
  url: string
  thumb: string
  added_at: string
}

export interface Segment {
  since: string
  until: string
  running: boolean
  cause: string
  why: string
}

/** A clock as the full bar draws it. */
export interface Clock {
  name: string
  title: string
  start: string
  due: string
  original_due: string
  light: Light
  ratio: number
  stopped_at: string | null
  provisional: boolean
  segments: Segment[]
  rule: string
  sentence: string
}

/** A clock of the matter page; the limit is the one without extensions. */
export interface MatterClock extends Clock {
  limit_amount: number
  limit_unit: string
}

/** A clock as a row shows it; `ratio` is the used share of the limit, from 0 to 1. */
export interface MiniClock {
  light: Light
  sentence: string
  ratio: number
}

export interface MatterRow {
  code: string
  title: string
  category: string
  category_name: string
  state: string
  kind: string | null
  urgency: string
  place: string
  lead_unit: string
  lead_unit_name: string
  due_at: string | null
  light: Light
  clock: MiniClock | null
  /** What stands out, in order; a number stands behind a colon: merged:37. */
  flags: string[]
  version: number
  registered_at: string
}

/** 100 means that many or more. */
export interface Counts {
  todo: number
  soon: number
  overdue: number
}

/** Counts come with the first page only. */
export interface Worklist {
  items: MatterRow[]
  next_cursor: string | null
  counts: Counts | null
}

export interface Order {
  id: string
  unit: string
  unit_name: string
  role: 'lead' | 'assist'
  state: string
  executing_unit: string
  executing_unit_name: string
  issued_at: string
  signed_at: string | null
  arrived_at: string | null
  submitted_at: string | null
  reply: string
  waived: boolean
  line_id: number | null
  line_version: number | null
  rule: string
  clock: Clock | null
}

/** A person as far as it is shown. `relay`: reached through the centre only. */
export interface Person {
  party: string
  role: string
  name: string
  phone: string
  organisation: boolean
  relay: boolean
  may_reveal: boolean
  fields: string[]
}

export interface TimelineEntry {
  seq: number
  at: string
  kind: string
  title: string
  text: string
  post: string
  post_name: string
  unit: string
  unit_name: string
  system: boolean
  public: boolean
  facts: Record<string, unknown>
  photos: Photo[]
  /** The act by which the viewer may take this step back now. */
  undo: UndoStep | null
}

export interface UndoStep {
  action: string
  data: Record<string, unknown>
}

export interface MatterDocument {
  id: string
  template: string
  name: string
  number: string
  version: number
  at: string
  recipients: string[]
  copies: string[]
}

export interface ScoredCategory {
  code: string
  name: string
  score: number
  words: string[]
}

export interface MatterSuggestion {
  categories: ScoredCategory[]
  why: string
  chosen: string
}

export interface Route {
  unit: string
  name: string
  co: string[]
  why: string
  line_id: number | null
  version: number | null
  transfer_only: boolean
}

export interface Proposal {
  letter: string
  letter_name: string
  trigger: string
  trigger_name: string
  unit: string
  unit_name: string
  at: string
}

export interface Supervision {
  id: string
  letter: string
  letter_name: string
  trigger_name: string
  unit: string
  unit_name: string
  at: string
  reply_by: string | null
  replied_at: string | null
  reply: string
  closed_at: string | null
  missed: boolean
}

export interface Whistle {
  id: string
  kind: string
  by_unit_name: string
  at: string
  respond_by: string
  reason: string
  closed_at: string | null
  units: {
    unit: string
    unit_name: string
    reported_at: string | null
    on_time: boolean | null
    late_minutes: number | null
    rating: string | null
  }[]
}

export interface Consultation {
  number: number
  at: string
  attendees: number
  tasks: { unit: string; unit_name: string }[]
  minutes: string
}

export interface Visit {
  round: number
  state: string
  due_at: string
  safe_contact_only: boolean
  attempts: string[]
  solved: string | null
  satisfaction: string | null
  reason: string
  at: string | null
  by: string | null
}

export interface Round {
  number: number
  due_at: string
  original_due_at: string
  resolved_at: string
  on_time: boolean
  on_time_strict: boolean
  lights: Light[]
}

export interface ReturnAsked {
  order: string
  unit: string
  unit_name: string
  at: string
  reason: string
  suggested_unit: string
  suggested_unit_name: string
  basis: string
  decision: string
  decided_by: string | null
}

export interface ExtensionAsked {
  amount: number
  unit: string
  at: string
  reason: string
  decision: string
}

export interface ShelvingAsked {
  at: string
  reason: string
  plan: string
  next_review: string
  decision: string
  reviews: number
  resumed_at: string | null
  struck_off_at: string | null
}

/** A look at the record, or an act that was refused (`result` refused:code). */
export interface Look {
  at: string
  unit: string
  post: string
  act: string
  /** Whether it would only have shown something; a refused one is no part of the matter's course. */
  look: boolean
  purpose: string
  result: string
}

/** `doubt`: why it takes a look first, "" where a line of the duty directory is certain. */
export interface OneKey {
  action: 'accept_and_dispatch' | 'dispatch'
  certain: boolean
  category: string
  category_name: string
  lead: string
  lead_name: string
  co: string[]
  co_names: string[]
  why: string
  doubt: string
}

/** What an act would come to with one matter; `action` and `data` are what is sent to do it. */
export interface Ahead {
  code: string
  version: number
  action: string
  data: Record<string, unknown>
  will: boolean
  state: string
  due_at: string | null
  category_name: string
  lead_name: string
  co_names: string[]
  why: string
  refusal: string
  detail: string
  next: string
}

export interface MatterDetail {
  code: string
  version: number
  state: string
  kind: string | null
  category: string
  category_name: string
  urgency: string
  visibility: string
  level: string
  channel: string
  round: number
  registered_at: string
  occurred_at: string | null
  text: string
  answers: QuestionAnswer[]
  open_questions: Question[]
  place: Place
  photos: Photo[]
  requester: Person | null
  parties: Person[]
  orders: Order[]
  clocks: MatterClock[]
  timeline: TimelineEntry[]
  documents: MatterDocument[]
  proposals: Proposal[]
  supervisions: Supervision[]
  whistles: Whistle[]
  consultations: Consultation[]
  visits: Visit[]
  rounds: Round[]
  returns: ReturnAsked[]
  extensions: ExtensionAsked[]
  shelvings: ShelvingAsked[]
  main: string | null
  followers: string[]
  actions: string[]
  next_step: string | null
  suggestion: MatterSuggestion | null
  routes: Route[]
  /** What one key would do now; null for who does not pass the matter on. */
  one_key: OneKey | null
  access: Look[]
  /** Address of the picture, "" for who does not hand out receipts. */
  qr: string
}

export interface ActAnswer {
  code: string
  version: number
  state: string
  due_at: string | null
  light: Light
  actions: string[]
  next_step: string | null
  repeated: boolean
}

export interface SimilarMatter {
  code: string
  title: string
  state: string
  why: string
  distance_m: number | null
  likeness: number
  registered_at: string
}

/** What others have reported near by, without their words. */
/** What stands near by, for who is registering. */
export interface NearbyMatter {
  code: string
  why: string
  sentence: string
}

/** A house to go to in person. */
export interface PlaceToGo {
  kind: string
  name: string
  phone: string
  rooms: { name: string; kind_name: string; where: string }[]
  duty_until: string | null
  /** On duty today as the county publishes it: post, perhaps a name, the work phone. */
  duty: { role: string; role_name: string; name: string; phone: string; starts: string; ends: string }[]
}

/** What everybody may know of a matter near by. `ref` only lets a report follow it. */
export interface PublicSimilar {
  ref: string
  category: string
  place: string
  state: string
  day: string
}

export interface FoundMatter {
  code: string
  title: string
  state: string
  category: string
  category_name: string
  role: string
  registered_at: string
}

export interface Urgent {
  prompt: string
  words: string[]
}

/** A text that the county keeps for a category, with gaps to be filled in; `category` is '' where it serves every matter. */
export interface KeptText {
  code: string
  category: string
  title: string
  text: string
}

export interface Suggestion {
  categories: ScoredCategory[]
  urgent: Urgent | null
  abstained: boolean
  units: Route[]
}

export interface Uploaded {
  id: string
  width: number
  height: number
  size: number
  place: { lon: number; lat: number } | null
}

/** What a report from the citizen's page holds. */
export interface PublicReport {
  text: string
  category?: string
  channel?: string
  place?: PlaceSent
  name?: string
  phone?: string
  pin?: string
  photos: string[]
  /** Somebody reports for the person named, who agreed; `phone` is the reporter's own. */
  proxy?: { consent: boolean; phone: string }
  /** The `ref` of what somebody else has reported and this one follows. */
  same_as?: string
  urgent_seen?: boolean
}

export interface Receipt {
  code: string
  secret: string | null
  query_code: string
  tracking_url: string | null
  prompt: string
  notices: Word[]
  right_door: Word | null
  repeated: boolean
}

/** What a registering post writes down. */
export interface StaffReport {
  text: string
  channel: string
  category?: string
  kind?: string
  urgency?: string
  place?: PlaceSent
  photos: string[]
  requester?: Partial<Record<'name' | 'phone' | 'second_phone' | 'address' | 'email' | 'organisation' | 'instruction_no', string>>
  source_system?: string
  external_id?: string
  occurred_at?: string
  accept: boolean
  pin?: string
  ticket?: string
  answer_with?: { article: string; version: number }
  answers?: Answers
}

export interface StaffReceipt {
  code: string
  version: number
  state: string
  secret: string | null
  query_code: string
  tracking_url: string | null
  prompt: string
  notices: Word[]
  due_at: string | null
  repeated: boolean
}

export interface TrackingEntry {
  at: string
  kind: string
  title: string
  text: string
  unit: string
  photos: Photo[]
}

export interface Access {
  at: string
  unit: string
  post: string
  purpose: string
  act: string
}

export interface Tracking {
  code: string
  state: string
  sentence: string
  text: string
  answers: QuestionAnswer[]
  /** What the category still asks the requester. */
  questions: Question[]
  unit: string
  due_at: string | null
  due_for: 'acceptance' | 'result'
  clock: Pick<Clock, 'segments' | 'light' | 'sentence' | 'due' | 'ratio'> | null
  timeline: TrackingEntry[]
  can: { add_material: boolean; withdraw: boolean; rate: boolean }
  visits: Pick<Visit, 'round' | 'state' | 'due_at'>[]
  access: Access[]
  documents: Pick<MatterDocument, 'template' | 'name' | 'number' | 'at'>[]
  photos: Photo[]
  phone: string
  version: number
}

export interface Revealed {
  party: string
  role: string
  name: string
  phone: string
  second_phone: string
  address: string
  email: string
  organisation: string
}

/** The JSON schema of one action's data, as far as a form reads it. */
export interface Schema {
  'type'?: string
  'format'?: string
  'enum'?: string[]
  'maxLength'?: number
  'items'?: Schema
  'properties'?: Record<string, Schema>
  'additionalProperties'?: boolean | Schema
  'required'?: string[]
  /** A text that may be a sentence or more. */
  'x-long'?: boolean
}

/** An act: its words, who may give it, what it asks for, and whether it takes photos. */
export interface ActForm {
  name: string
  title: Word
  posts: string[]
  data: Schema
  photos: boolean
  /** By which act it is taken back, "" for by none; then what stays, or why not. */
  undo: { by: string; words: Word }
}

export interface ProblemDetails {
  type?: string
  title?: string
  status?: number
  code?: string
  field?: string | null
  detail?: string
  next?: string
  detail_en?: string
  next_en?: string
  current_version?: number | null
  retry_after?: number | null
  facts?: Record<string, string>
}

/** allauth's answers, as far as sign-in reads them. */
export interface AuthAnswer {
  status: number
  data?: { flows?: { id: string; is_pending?: boolean }[]; user?: { display?: string } }
  meta?: { is_authenticated?: boolean; secret?: string; totp_url?: string }
  errors?: { code: string; message: string; param?: string }[]
}
