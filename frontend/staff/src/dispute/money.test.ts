import { yuan } from '@fengqiao/shared/elements/money'
import { describe, expect, it } from 'vitest'

import { inInstalments, leftOf, monthsAfter } from './money'

describe('amounts', () => {
  it('are whole yuan with their thousands grouped', () => {
    expect(yuan(2000)).toBe('¥2,000')
    expect(yuan(0)).toBe('¥0')
    expect(yuan(null)).toBe('')
  })

  it('tell what instalments leave open or ask too much', () => {
    expect(leftOf(2000, [{ amount_cny: 500 }, { amount_cny: null }])).toBe(1500)
    expect(leftOf(2000, [{ amount_cny: 1500 }, { amount_cny: 600 }])).toBe(-100)
  })
})

describe('instalments', () => {
  it('add up to the amount, the remainder in the last one', () => {
    const parts = inInstalments(1000, 3, '2026-10-31')
    expect(parts.map((one) => one.amount_cny)).toEqual([333, 333, 334])
    expect(leftOf(1000, parts)).toBe(0)
  })

  it('end on the last day of a month that is too short', () => {
    expect(inInstalments(300, 3, '2026-12-31').map((one) => one.due)).toEqual(['2026-12-31', '2027-01-31', '2027-02-28'])
    expect(monthsAfter('2028-01-30', 1)).toBe('2028-02-29')
  })
})
