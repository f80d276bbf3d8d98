/** The contract of mediators, rooms and their calendar. Nothing but types and calls stands here. */
import { call } from './http'

const V1 = '/api/v1'
const bookingsOf = (code: string) => `${V1}/matters/${encodeURIComponent(code)}/bookings`

export interface Room {
  code: string
  name: string
  kind: string
  kind_name: string
  unit: string
  unit_name: string
  where: string
  seats: number
}

/** A booked time; `taken` and nothing more where the matter is none of the reader's business. */
export interface Slot {
  room: string
  starts: string
  ends: string
  taken: boolean
  code: string
  number: number
  title: string
  state: string
  mode: string
  purpose: string
  mediators: string[]
  invited: number
}

export interface RoomCalendar {
  rooms: Room[]
  items: Slot[]
  closed_days: string[]
}

export interface Booking {
  number: number
  starts: string
  ends: string
  mode: string
  purpose: string
  room: string
  room_name: string
  where: string
  mediators: string[]
  mediator_names: string[]
  invited: string[]
  place: string
  cancelled: boolean
}

export interface BookingSent {
  starts: string
  ends: string
  mode: string
  purpose?: string
  room?: string
  mediators?: string[]
  place?: string
}

export interface Booked {
  code: string
  version: number
  booking: Booking
  warnings: { code: string; detail: string }[]
  repeated: boolean
}

export interface BoardEntry {
  code: string
  name: string
  committee_name: string
  level: string
  level_name: string
  sector: string
  sector_name: string
  studio: string
  languages: string[]
  experience: string
  hours: { day: number; opens: string; closes: string }[]
  work_contact: string
}

/** A mediator for choosing; `load`: open disputes at the table now. */
export interface MediatorEntry extends BoardEntry {
  committee: string
  unit: string
  load: number
  has_account: boolean
}

export interface MediationDay {
  on: string
  unit: string
  is_workday: boolean
  sessions: Slot[]
  consents: { code: string; title: string; due_at: string | null; answered: number; parties: number }[]
  performances: {
    code: string; title: string; perform_by: string | null; amount_cny: number | null; paid_cny: number | null; overdue: boolean
  }[]
  wishes: { code: string; title: string; number: number; party: string; mediator: string; mediator_name: string; at: string }[]
}

export interface MediatorsQuery {
  language?: string
  sector?: string
  free_from?: string
  free_to?: string
}

export const mediation = {
  day: (on: string, signal?: AbortSignal) => call<MediationDay>(`${V1}/mediation/day`, { query: { on }, ...(signal ? { signal } : {}) }),
  rooms: () => call<{ items: Room[] }>(`${V1}/rooms`),
  calendar: (from: string, to: string, signal?: AbortSignal) =>
    call<RoomCalendar>(`${V1}/rooms/calendar`, { query: { from, to }, ...(signal ? { signal } : {}) }),
  mediators: (query: MediatorsQuery, signal?: AbortSignal) =>
    call<{ items: MediatorEntry[]; languages: string[] }>(`${V1}/mediators`, { query: { ...query }, ...(signal ? { signal } : {}) }),
  board: () => call<{ items: BoardEntry[] }>(`${V1}/public/mediators`),
  bookings: (code: string, signal?: AbortSignal) => call<{ items: Booking[] }>(bookingsOf(code), signal ? { signal } : {}),
  book: (code: string, body: BookingSent, key: string) => call<Booked>(bookingsOf(code), { method: 'POST', body, key }),
  move: (code: string, number: number, body: Partial<BookingSent>, key: string) =>
    call<Booked>(`${bookingsOf(code)}/${number}`, { method: 'PATCH', body, key }),
  cancel: (code: string, number: number, key: string) => call<Booked>(`${bookingsOf(code)}/${number}`, { method: 'DELETE', key }),
}
