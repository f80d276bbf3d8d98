import { wallOf } from '@fengqiao/shared/moments/moments'

/** Days as the calendar of rooms counts them: `YYYY-MM-DD` in the county's time, weeks from Monday. */

export interface Span {
  starts: string
  ends: string
}

/** The county's day of a moment, "" for what is no moment. */
export function dayOf(moment: string | Date): string {
  const wall = wallOf(moment)
  return wall ? `${wall.year}-${two(wall.month)}-${two(wall.day)}` : ''
}

/** Minutes after the county's midnight. */
export function minuteOf(moment: string | Date): number {
  const [hour = '0', minute = '0'] = wallOf(moment)?.time.split(':') ?? []
  return Number(hour) * 60 + Number(minute)
}

export function shifted(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** The seven days of a day's week, Monday first. */
export function weekOf(day: string): string[] {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7
  return Array.from({ length: 7 }, (_, place) => shifted(day, place - weekday))
}

/** A day and a time of day as a moment of the county, which keeps UTC+8 all year. */
export function momentAt(day: string, time: string): string {
  return `${day}T${time}:00+08:00`
}

/** The first and last full hour that a day's grid must show so that every booking of it is seen. */
export function hoursOf(spans: readonly Span[], usual: readonly [number, number]): [number, number] {
  const first = Math.min(usual[0], ...spans.map((one) => Math.floor(minuteOf(one.starts) / 60)))
  const last = Math.max(usual[1], ...spans.map((one) => Math.ceil(endMinute(one) / 60)))
  return [first, last]
}

/** Where a booking stands in a grid of these hours, in shares of its height. */
export function placed(span: Span, hours: readonly [number, number]): { top: number; height: number } {
  const all = (hours[1] - hours[0]) * 60
  const top = Math.max(0, minuteOf(span.starts) - hours[0] * 60)
  return { top: top / all, height: Math.max(0, endMinute(span) - hours[0] * 60 - top) / all }
}

/** An end at midnight is the end of the day it began in. */
function endMinute(span: Span): number {
  return dayOf(span.ends) === dayOf(span.starts) ? minuteOf(span.ends) : 24 * 60
}

function two(number: number): string {
  return String(number).padStart(2, '0')
}
