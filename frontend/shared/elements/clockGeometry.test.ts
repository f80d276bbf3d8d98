import { describe, expect, it } from 'vitest'

import { lay } from './clockGeometry'

const at = (day: number, hour = 0) => new Date(Date.UTC(2026, 9, day, hour)).toISOString()
const segment = (since: string, until: string, why = '') => ({ since, until, running: why === '', cause: why, why })

describe('the layout of a clock bar', () => {
  it('ends at the due moment while the clock is in time', () => {
    const found = lay({ start: at(1), due: at(5), segments: [segment(at(1), at(2))] })
    expect(found.due).toBe(100)
    expect(found.head).toBe(25)
    expect(found.parts).toMatchObject([{ kind: 'running', left: 0, width: 25 }])
  })

  it('draws a pause between two running parts, with its cause', () => {
    const found = lay({
      start: at(1), due: at(11),
      segments: [segment(at(1), at(3)), segment(at(3), at(6), 'material'), segment(at(6), at(7))],
    })
    expect(found.parts.map((one) => [one.kind, Math.round(one.left), Math.round(one.width)])).toEqual([
      ['running', 0, 20], ['paused', 20, 30], ['running', 50, 10],
    ])
    expect(found.parts[1]?.why).toBe('material')
  })

  it('cuts a running part at the due moment and shows what is late behind the notch', () => {
    const found = lay({ start: at(1), due: at(3), segments: [segment(at(1), at(5))] })
    expect(found.due).toBeGreaterThan(40)
    expect(found.due).toBeLessThan(50)
    expect(found.parts.map((one) => one.kind)).toEqual(['running', 'late'])
    expect(found.parts[0]?.until).toBe(at(3))
    expect(found.parts[1]?.since).toBe(at(3))
    expect(found.head).toBeLessThan(100)
  })

  it('calls a part that began after the due moment late as a whole', () => {
    const found = lay({ start: at(1), due: at(2), segments: [segment(at(3), at(4))] })
    expect(found.parts.map((one) => one.kind)).toEqual(['late'])
  })

  it('leaves out empty and broken segments', () => {
    const found = lay({
      start: at(1), due: at(5),
      segments: [segment(at(2), at(2)), segment(at(3), at(2)), segment('never', at(4))],
    })
    expect(found.parts).toEqual([])
  })

  it('is an empty bar when start or due is no moment', () => {
    expect(lay({ start: '', due: at(2), segments: [] })).toEqual({ parts: [], due: 100, head: 0 })
  })

  it('keeps every part inside the bar and in order', () => {
    const found = lay({
      start: at(2), due: at(4),
      segments: [segment(at(1), at(3)), segment(at(3), at(6), 'shelved'), segment(at(6), at(9))],
    })
    for (const part of found.parts) {
      expect(part.left).toBeGreaterThanOrEqual(0)
      expect(part.left + part.width).toBeLessThanOrEqual(100.0001)
    }
    expect(found.parts.map((one) => one.left)).toEqual([...found.parts.map((one) => one.left)].sort((a, b) => a - b))
  })
})
