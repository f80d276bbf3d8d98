/**
 * The HTTP contract, typed by hand. Nothing but types stands here, so that a generated file can take its place.
 * Moments are ISO 8601 with an offset; codes are the identifiers of the glossary.
 */

export type Light = 'green' | 'yellow' | 'red'

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
  posts: Seat[]
  county: County
}

export interface County {
  tenant: string
  name: string
  name_en?: string
  phone: string
}

export interface Category {
  code: string
  parent: string | null
  name_zh: string
  name_en: string
  kind: string
  leaf: boolean
  urgency: string
  limit_amount: number | null
  limit_unit: string | null
  keywords: string[] | string
  pinyin: string
}

export interface Unit {
  code: string
  type: string
  name_zh: string
  name_en: string
  level: string
  parent: string | null
  area: string
  takes_orders: boolean
  pinyin: string
}

export interface Area {
  code: string
  name: string
  name_en?: string
}

export interface Grid {
  code: string
  name: string
  area: string
}

export interface Directory {
  version: string | number
  county: County
  categories: Category[]
  units: Unit[]
  areas: Area[]
  grids: Grid[]
  words: Record<string, Record<string, Word>>
}

export interface Place {
  address?: string | null
  area?: string | null
  area_name?: string | null
  grid?: string | null
  grid_name?: string | null
  lon?: number | null
  lat?: number | null
  datum?: string | null
  outside?: boolean
}

export interface Photo {
  id: string
  url: string
  thumb?: string
  caption?: string
  after?: boolean
}

export interface Segment {
  since: string
  until: string
  running: boolean
  cause: string | null
}

/** A clock as the full bar draws it. */
export interface Clock {
  name?: string
  unit_name?: string
  start: string
  due: string
  light: Light
  segments: Segment[]
  rule?: string
  sentence: string
  stopped_at?: string | null
  paused_by?: string | null
  provisional?: boolean
}

/** A clock as a row shows it; `ratio` is the used share of the limit, 1 and more when overdue. */
export interface MiniClock {
  light: Light
  sentence: string
  ratio: number
  paused?: boolean
}

export interface MatterRow {
  code: string
  title: string
  category: string
  category_name: string
  state: string
  kind: string
  urgency: string
  place: string
  lead_unit: string | null
  lead_unit_name: string | null
  due_at: string | null
  light: Light | null
  clock: MiniClock | null
  flags: (string | { flag: string; count?: number })[]
  version: number
  registered_at: string
}

export interface Counts {
  todo: number
  soon: number
  overdue: number
}

export interface Worklist {
  items: MatterRow[]
  next_cursor: string | null
  counts: Counts
}

export interface Order {
  id: string
  unit: string
  unit_name: string
  executing_unit?: string | null
  executing_unit_name?: string | null
  role: 'lead' | 'assist'
  state: string
  issued_at?: string | null
  signed_at?: string | null
  submitted_at?: string | null
  due_at?: string | null
  reply?: string | null
  photos?: Photo[]
  clock?: Clock | null
  clocks?: Clock[]
}

export interface Requester {
  party: string
  name: string
  phone: string
  role?: string
}

export interface TimelineEntry {
  seq: number
  at: string
  kind: string
  title: string
  text?: string | null
  post?: string | null
  unit_name?: string | null
  system: boolean
  public: boolean
  refused?: boolean
  photos?: Photo[]
}

export interface MatterDocument {
  template: string
  name: string
  number: string
  version?: number
  at: string
  url?: string | null
}

export interface ScoredCategory {
  code: string
  name: string
  score: number
  words?: string[]
}

export interface MatterSuggestion {
  categories: ScoredCategory[]
  why: string
  urgent?: Urgent | null
}

export interface Route {
  unit: string
  name: string
  co: string[]
  why: string
  line_id: number | null
  version: number | null
}

export interface Proposal {
  letter?: string
  title?: string
  why?: string
  at?: string
  unit_name?: string
}

export interface Supervision {
  letter: string
  unit_name: string
  issued_at: string
  reply_by?: string | null
  state: string
  reply?: string | null
}

export interface Whistle {
  type: string
  state: string
  respond_by: string
  units: { unit: string; unit_name: string; reported_at?: string | null; on_time?: boolean | null; rating?: string | null }[]
}

export interface Visit {
  round: number
  state: string
  solved?: string | null
  satisfaction?: string | null
  reason?: string | null
  at?: string | null
}

export interface MatterDetail {
  code: string
  version: number
  state: string
  kind: string | null
  category: string | null
  category_name?: string | null
  title?: string
  text: string
  channel?: string
  urgency?: string
  registered_at?: string
  occurred_at?: string | null
  due_at?: string | null
  light?: Light | null
  flags?: MatterRow['flags']
  prompt?: string
  place: Place | null
  photos: Photo[]
  requester: Requester | Requester[] | null
  orders: Order[]
  clocks: Clock[]
  timeline: TimelineEntry[]
  documents: MatterDocument[]
  proposals: Proposal[]
  supervisions: Supervision[]
  whistles: Whistle[]
  visits: Visit[]
  rounds: unknown[]
  actions: string[]
  next_step: string | null
  suggestion: MatterSuggestion | null
  routes: Route[]
  qr: string
}

export interface ActAnswer {
  code: string
  state: string
  version: number
  due_at: string | null
  light: Light | null
  actions: string[]
  next_step: string | null
  prompt?: string
}

export interface SimilarMatter {
  code: string
  why: string
  title?: string
  sentence?: string
  distance_m?: number | null
}

export interface Urgent {
  prompt: string
  words: string[]
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
  place?: Partial<Place>
  name?: string
  phone?: string
  pin?: string
  photos: string[]
  urgent_seen?: boolean
}

export interface Receipt {
  code: string
  secret: string
  query_code: string
  prompt: string
  notices: Word[]
  right_door: Word | null
  tracking_url: string
}

/** What a registering post writes down. */
export interface StaffReport {
  text: string
  channel: string
  category?: string
  kind?: string
  urgency?: string
  place?: Partial<Place>
  photos: string[]
  requester?: Partial<Record<'name' | 'phone' | 'second_phone' | 'address' | 'email' | 'organisation', string>>
  source_system?: string
  external_id?: string
  occurred_at?: string
  accept: boolean
  pin?: string
  urgent_seen?: boolean
}

export interface StaffReceipt {
  code: string
  version: number
  state: string
  secret: string
  prompt: string
  due_at: string | null
}

export interface TrackingEntry {
  at: string
  title: string
  text?: string | null
  unit?: string | null
  photos?: Photo[]
}

export interface Access {
  at: string
  unit: string
  post: string
  purpose: string
}

export interface Tracking {
  code: string
  state: string
  sentence: string
  unit: string | null
  due_at: string | null
  clock: (Pick<Clock, 'segments' | 'light' | 'sentence'> & Partial<Clock>) | null
  timeline: TrackingEntry[]
  can: { add_material: boolean; withdraw: boolean; rate: boolean }
  visits: Visit[]
  access: Access[]
  documents: MatterDocument[]
}

export interface Revealed {
  name?: string
  phone?: string
  second_phone?: string
  address?: string
  email?: string
  organisation?: string
}

/** The JSON schema of one action's data, as far as a form reads it. */
export interface Schema {
  type?: string | string[]
  title?: string
  description?: string
  format?: string
  enum?: (string | number | boolean | null)[]
  const?: unknown
  default?: unknown
  minimum?: number
  maximum?: number
  maxLength?: number
  maxItems?: number
  items?: Schema
  anyOf?: Schema[]
  oneOf?: Schema[]
  properties?: Record<string, Schema>
  additionalProperties?: boolean | Schema
  required?: string[]
  $ref?: string
  $defs?: Record<string, Schema>
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
  current_version?: number
}

/** allauth's answers, as far as sign-in reads them. */
export interface AuthAnswer {
  status: number
  data?: { flows?: { id: string; is_pending?: boolean }[]; user?: { display?: string } }
  meta?: { is_authenticated?: boolean; secret?: string; totp_url?: string }
  errors?: { code: string; message: string; param?: string }[]
}
