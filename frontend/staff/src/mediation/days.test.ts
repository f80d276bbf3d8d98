import { describe, expect, it } from 'vitest'

import { dayOf, hoursOf, minuteOf, momentAt, placed, shifted, weekOf } from './days'

const span = (from: string, to: string) => ({ starts: momentAt('2026-10-13', from), ends: momentAt('2026-10-13', to) })

describe('a day of the calendar', () => {
  it('is the county\'s, whatever the offset of the moment', () => {
    expect(dayOf('2026-10-12T16:30:00Z')).toBe('2026-10-13')
    expect(minuteOf('2026-10-12T16:30:00Z')).toBe(30)
    expect(dayOf('never')).toBe('')
  })

  it('moves over the ends of months and years', () => {
    expect(shifted('2026-12-31', 1)).toBe('2027-01-01')
    expect(shifted('2028-03-01', -1)).toBe('2028-02-29')
  })

  it('has a week that begins on Monday', () => {
    expect(weekOf('2026-10-18')).toEqual(weekOf('2026-10-12'))
    expect(weekOf('2026-10-14')[0]).toBe('2026-10-12')
    expect(weekOf('2026-10-14')).toHaveLength(7)
  })
})

describe('the grid of a day', () => {
  it('widens for a booking before or after office hours', () => {
    expect(hoursOf([], [8, 18])).toEqual([8, 18])
    expect(hoursOf([span('07:30', '08:30'), span('19:00', '20:15')], [8, 18])).toEqual([7, 21])
  })

  it('places a booking by its time', () => {
    expect(placed(span('09:00', '10:30'), [8, 18])).toEqual({ top: 0.1, height: 0.15 })
  })

  it('ends a booking that runs into the next day with the day', () => {
    const late = { starts: momentAt('2026-10-13', '22:00'), ends: momentAt('2026-10-14', '00:00') }
    expect(hoursOf([late], [8, 18])).toEqual([8, 24])
    expect(placed(late, [8, 24]).height).toBeCloseTo(0.125)
  })
})
