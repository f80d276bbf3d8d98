import { describe, expect, it } from 'vitest'

import { dayAndTime, dayInFull, full, near, wallOf } from './moments'

const NOW = new Date('2026-10-14T15:00:00+08:00') // a Wednesday

describe('moments as people say them', () => {
  it.each([
    ['2026-10-14T14:30:00+08:00', '今天 14:30', 'today 14:30'],
    ['2026-10-13T23:59:00+08:00', '昨天 23:59', 'yesterday 23:59'],
    ['2026-10-15T00:00:00+08:00', '明天 00:00', 'tomorrow 00:00'],
    ['2026-10-12T17:30:00+08:00', '周一 17:30', 'Mon 17:30'],
    ['2026-10-20T17:30:00+08:00', '周二 17:30', 'Tue 17:30'],
    ['2026-10-07T17:30:00+08:00', '10月7日', '7 Oct'],
    ['2025-12-31T17:30:00+08:00', '2025年12月31日', '31 Dec 2025'],
  ])('%s', (moment, zh, en) => {
    expect(near(moment, NOW, 'zh')).toBe(zh)
    expect(near(moment, NOW, 'en')).toBe(en)
  })

  it('counts days in the county, not in UTC', () => {
    expect(near('2026-10-13T16:30:00Z', NOW, 'zh')).toBe('今天 00:30')
  })

  it('writes midnight as 00:00', () => {
    expect(wallOf('2026-10-14T00:00:00+08:00')?.time).toBe('00:00')
  })

  it('gives the whole moment for hovering, and the day with its time', () => {
    expect(full('2026-10-09T14:30:00+08:00', 'zh')).toBe('2026年10月9日 周五 14:30')
    expect(full('2026-10-09T14:30:00+08:00', 'en')).toBe('Fri 9 Oct 2026 14:30')
    expect(dayAndTime('2026-10-22T17:30:00+08:00', NOW, 'zh')).toBe('10月22日 17:30')
    expect(dayAndTime('2027-01-04T17:30:00+08:00', NOW, 'en')).toBe('4 Jan 2027 17:30')
  })

  it('says nothing about what is no moment', () => {
    expect(near('soon', NOW, 'zh')).toBe('')
    expect(full('', 'en')).toBe('')
  })
})

it('says a day that stands alone, and leaves what is none as it is', () => {
  expect(dayInFull('2026-12-08', 'zh-Hans')).toBe('2026年12月8日')
  expect(dayInFull('2026-12-08', 'en')).toBe('8 Dec 2026')
  expect(dayInFull('soon', 'en')).toBe('soon')
})
