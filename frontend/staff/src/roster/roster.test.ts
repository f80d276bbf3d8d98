import type { PlannedShift } from '@fengqiao/shared/api/rosters'
import { describe, expect, it } from 'vitest'

import { faultAt, mondayOf, moved, usualOf, withoutLeader } from './roster'

const shift = (day: string, more: Partial<PlannedShift> = {}): PlannedShift => ({
  day, starts: '08:30', ends: '17:30', role: 'duty_leader', user: 'wang', is_published: false, published_name: '', note: '', ...more,
})

describe('a week of duty', () => {
  it('begins on Monday, also where the day is a Sunday', () => {
    expect(mondayOf('2026-11-29')).toBe('2026-11-23')
    expect(mondayOf('2026-11-23')).toBe('2026-11-23')
  })

  it('is copied into the next with everything but the days', () => {
    expect(moved([shift('2026-11-29', { note: 'x' })], 7)).toEqual([shift('2026-12-06', { note: 'x' })])
  })

  it('knows the usual shifts by their times', () => {
    const usual = [{ name: 'day', starts: '08:30', ends: '17:30' }]
    expect(usualOf(shift('2026-11-23'), usual)).toBe('day')
    expect(usualOf(shift('2026-11-23', { ends: '17:00' }), usual)).toBe('')
  })

  it('names the days without a leader, none while nothing is planned', () => {
    expect(withoutLeader([], '2026-11-23')).toEqual([])
    const found = withoutLeader([shift('2026-11-23'), shift('2026-11-24', { role: 'duty_officer' })], '2026-11-23')
    expect(found).toEqual(['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29'])
  })

  it('finds the shift that a refusal is about', () => {
    expect(faultAt('shifts[3].user')).toEqual({ place: 3, name: 'user' })
    expect(faultAt('shifts')).toBeNull()
    expect(faultAt('mark')).toBeNull()
  })
})
