import type { CalendarDay } from '@fengqiao/shared/api/settings'

export interface Span {
  first: string
  last: string
  worked: boolean
  name: string
}

/** Days that follow one another and are alike, as one span: people read a notice in spans. */
export function spansOf(days: readonly CalendarDay[]): Span[] {
  const spans: Span[] = []
  for (const one of [...days].sort((a, b) => (a.day < b.day ? -1 : 1))) {
    const before = spans[spans.length - 1]
    if (before && before.worked === one.worked && before.name === one.name && next(before.last) === one.day) before.last = one.day
    else spans.push({ first: one.day, last: one.day, worked: one.worked, name: one.name })
  }
  return spans
}

/** The day of the week, 0 is Sunday. */
export function weekday(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay()
}

function next(day: string): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + 1)
  return date.toISOString().slice(0, 10)
}
