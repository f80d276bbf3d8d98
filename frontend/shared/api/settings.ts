/** The contract of the settings. Nothing but types and calls stands here. */
import { call } from './http'

const V1 = '/api/v1/settings'
const dutiesOf = (number: number) => `${V1}/duties/${number}`

export interface DutyVersion {
  number: number
  effective_from: string
  published_at: string | null
  note: string
  lines: number
  in_force: boolean
}

export interface NamedUnit {
  code: string
  name: string
}

export interface DutyLine {
  id: number
  category: string
  category_name: string
  area: string
  area_name: string
  lead: NamedUnit
  co: NamedUnit[]
  lane: string
  holder: string
  source: string
  basis: string
  matter_code: string
  mark: string
}

/** What is wrong, with the line it is about; a grave one stands in the way of publishing. */
export interface DutyFinding {
  fault: string
  detail: string
  line: number | null
  field: string
  category: string
  grave: boolean
}

export interface DutyEdition {
  version: DutyVersion
  lines: DutyLine[]
  findings: DutyFinding[]
}

export interface DutyLineSent {
  category: string
  area: string
  lead: string
  co: string[]
  lane: string
  holder: string
  basis: string
  mark?: string
}

export interface DutyMove {
  category: string
  category_name: string
  before: NamedUnit
  after: NamedUnit
  n: number
}

export interface MovedMatter {
  code: string
  category: string
  category_name: string
  area_name: string
  dispatched_at: string
  went: NamedUnit
  before: NamedUnit
  after: NamedUnit
  may_open: boolean
}

export interface DryRun {
  since: string
  until: string
  compared: number
  moved: number
  others: number
  unknown: number
  moves: DutyMove[]
  items: MovedMatter[]
  next_cursor: string | null
}

export interface DryRunQuery {
  days: number
  category?: string
  before?: string
  after?: string
  cursor?: string
}

export interface CalendarDay {
  day: string
  worked: boolean
  name: string
}

export interface WorkCalendar {
  years: { year: number; published: boolean; source: string }[]
  days: CalendarDay[]
  next_year: number
}

export interface NoticePreview {
  year: number
  days: CalendarDay[]
  looked: number
  moved: number
  items: { code: string; category_name: string; before: string; after: string; may_open: boolean }[]
}

interface Numbered {
  number: number
}

export const settings = {
  dutyVersions: (signal?: AbortSignal) => call<{ items: DutyVersion[] }>(`${V1}/duties`, signal ? { signal } : {}),
  draftDuties: (effectiveFrom: string, note: string) =>
    call<Numbered>(`${V1}/duties`, { method: 'POST', body: { effective_from: effectiveFrom, note } }),
  duties: (number: number, signal?: AbortSignal) => call<DutyEdition>(dutiesOf(number), signal ? { signal } : {}),
  redateDuties: (number: number, effectiveFrom: string, note: string) =>
    call<Numbered>(dutiesOf(number), { method: 'PATCH', body: { effective_from: effectiveFrom, note } }),
  discardDuties: (number: number) => call<Numbered>(dutiesOf(number), { method: 'DELETE' }),
  addLine: (number: number, body: DutyLineSent) => call<DutyLine>(`${dutiesOf(number)}/lines`, { method: 'POST', body }),
  changeLine: (number: number, id: number, body: DutyLineSent) =>
    call<DutyLine>(`${dutiesOf(number)}/lines/${id}`, { method: 'PUT', body }),
  dropLine: (number: number, id: number, mark: string) =>
    call<Numbered>(`${dutiesOf(number)}/lines/${id}`, { method: 'DELETE', query: { mark } }),
  dryRun: (number: number, query: DryRunQuery, signal?: AbortSignal) =>
    call<DryRun>(`${dutiesOf(number)}/dry-run`, { query: { ...query }, ...(signal ? { signal } : {}) }),
  calendar: (signal?: AbortSignal) => call<WorkCalendar>(`${V1}/calendar`, signal ? { signal } : {}),
  previewNotice: (year: number, table: string) => call<NoticePreview>(`${V1}/calendar/preview`, { method: 'POST', body: { year, table } }),
  importNotice: (year: number, table: string, source: string) =>
    call<{ year: number; days: number }>(`${V1}/calendar`, { method: 'POST', body: { year, table, source } }),
  publishDuties: (number: number, effectiveFrom: string) =>
    call<Numbered>(`${dutiesOf(number)}/publish`, { method: 'POST', body: { effective_from: effectiveFrom } }),
}
