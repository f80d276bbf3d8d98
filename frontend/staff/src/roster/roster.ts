import type { PlannedShift, RosterWeek } from '@fengqiao/shared/api/rosters'

import { shifted, weekOf } from '../mediation/days'

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  return weekOf(day)[0] ?? day
}

/** A week's shifts moved by days, for planning this week as the last one was. */
export function moved(shifts: readonly PlannedShift[], days: number): PlannedShift[] {
  return shifts.map((one) => ({ ...one, day: shifted(one.day, days) }))
}

/** In which of the usual shifts a shift is; '' for times of its own. */
export function usualOf(shift: Pick<PlannedShift, 'starts' | 'ends'>, usual: RosterWeek['usual']): string {
  return usual.find((one) => one.starts === shift.starts && one.ends === shift.ends)?.name ?? ''
}

/** Days of a week without a duty leader, if anything is planned at all. */
export function withoutLeader(shifts: readonly PlannedShift[], monday: string): string[] {
  if (shifts.length === 0) return []
  return weekOf(monday).filter((day) => !shifts.some((one) => one.day === day && one.role === 'duty_leader'))
}

/** Which shift a fault is about and which of its fields; null when it is about the week or something else. */
export function faultAt(field: string): { place: number; name: string } | null {
  const found = /^shifts\.?\[(\d+|\.\.\.)\]\.?(\w*)$/.exec(field)
  return found && found[1] !== '...' ? { place: Number(found[1]), name: found[2] ?? '' } : null
}
