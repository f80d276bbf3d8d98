/** The contract of the duty roster: a plan of who is on duty. Nothing but types and calls stands here. */
import { call } from './http'
import { uploadTo } from './upload'

const V1 = '/api/v1'
const WEEK = `${V1}/settings/roster`
const FILE = `${WEEK}/file`

export type DutyRole = 'duty_leader' | 'duty_officer'

export interface DutyToday {
  unit: string
  unit_name: string
  role: DutyRole
  role_name: string
  name: string
  phone: string
  starts: string
  ends: string
  now: boolean
}

/** A shift: an end that is not later than the beginning is on the next day. */
export interface PlannedShift {
  day: string
  starts: string
  ends: string
  role: DutyRole
  user: string
  is_published: boolean
  published_name: string
  note: string
}

export interface RosterWeek {
  unit: string
  monday: string
  mark: string
  shifts: PlannedShift[]
  people: { user: string; name: string; has_phone: boolean }[]
  usual: { name: string; starts: string; ends: string }[]
}

export interface RosterTaken {
  written: number
  faults: { row: number; field: string; words: string }[]
}

export const rosters = {
  today: (signal?: AbortSignal) => call<{ items: DutyToday[] }>(`${V1}/duty/today`, signal ? { signal } : {}),
  week: (unit: string, monday: string, signal?: AbortSignal) =>
    call<RosterWeek>(WEEK, { query: { unit, monday }, ...(signal ? { signal } : {}) }),
  save: (body: Pick<RosterWeek, 'unit' | 'monday' | 'mark' | 'shifts'>) => call<RosterWeek>(WEEK, { method: 'PUT', body }),
  file: (kind: 'csv' | 'xlsx') => `${FILE}?kind=${kind}`,
  bringIn: (file: File) => uploadTo<RosterTaken>(FILE, file, () => undefined),
}
