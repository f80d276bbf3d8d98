import type { Clock } from '../api/contract'

export interface Part {
  kind: 'running' | 'paused' | 'late'
  /** Left edge and width in percent of the bar. */
  left: number
  width: number
  since: string
  until: string
  /** Why it was paused, in words; "" while it ran. */
  why: string
}

export interface Geometry {
  parts: Part[]
  /** Where the due moment stands, in percent. */
  due: number
  /** Where the clock's last known moment stands (now, or its stop). */
  head: number
}

/** Room behind the due notch, so that being late can be seen. */
const BEHIND = 0.06

/**
 * Lays a clock out on a bar. The bar reaches from the start to the later of due and the last segment, plus a little
 * room when overdue. A running segment that crosses the due moment is cut there: what lies behind is `late`.
 */
export function lay(clock: Pick<Clock, 'start' | 'due' | 'segments'>): Geometry {
  const start = Date.parse(clock.start)
  const due = Date.parse(clock.due)
  if (Number.isNaN(start) || Number.isNaN(due)) return { parts: [], due: 100, head: 0 }
  const last = Math.max(start, ...clock.segments.map((one) => Date.parse(one.until)).filter((one) => !Number.isNaN(one)))
  const overdue = last > due
  const end = Math.max(due, last) + (overdue ? (last - start) * BEHIND : 0)
  const span = Math.max(end - start, 1)
  const place = (moment: number) => clamp(((moment - start) / span) * 100)
  const parts = clock.segments.flatMap((one) => cut(one, due)).flatMap((one) => {
    const left = place(one.from)
    const width = place(one.to) - left
    return width > 0 ? [{ ...one.part, left, width }] : []
  })
  return { parts, due: place(due), head: place(last) }
}

interface Span {
  from: number
  to: number
  part: Omit<Part, 'left' | 'width'>
}

function cut(segment: Clock['segments'][number], due: number): Span[] {
  const from = Date.parse(segment.since)
  const to = Date.parse(segment.until)
  if (Number.isNaN(from) || Number.isNaN(to) || to <= from) return []
  const { since, until, why } = segment
  if (!segment.running) return [{ from, to, part: { kind: 'paused', since, until, why } }]
  const dueAt = new Date(due).toISOString()
  const inTime: Span = { from, to: Math.min(to, due), part: { kind: 'running', since, until: to > due ? dueAt : until, why: '' } }
  const late: Span = { from: Math.max(from, due), to, part: { kind: 'late', since: from < due ? dueAt : since, until, why: '' } }
  return [inTime, late].filter((one) => one.to > one.from)
}

function clamp(percent: number): number {
  return Math.min(100, Math.max(0, percent))
}
