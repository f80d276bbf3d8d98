import { describe, expect, it } from 'vitest'

import { rate } from './honestRate'

describe('an honest rate', () => {
  it.each([
    [312, 334, '93.41%', '(312/334)'],
    [50, 100, '50%', '(50/100)'],
    [0, 40, '0%', '(0/40)'],
    [40, 40, '100%', '(40/40)'],
    [99_999, 100_000, '99.99%', '(99999/100000)'],
    [1, 3_000, '0.03%', '(1/3000)'],
    [1, 16_000, '0.01%', '(1/16000)'],
  ])('%i of %i', (numerator, denominator, percent, fraction) => {
    expect(rate(numerator, denominator)).toEqual({ percent, fraction })
  })

  it('shows the fraction only when there are few', () => {
    expect(rate(18, 19)).toEqual({ percent: '', fraction: '18/19' })
    expect(rate(18, 20)?.percent).toBe('90%')
  })

  it('has nothing to say about nothing', () => {
    expect(rate(0, 0)).toBeNull()
    expect(rate(null, 5)).toBeNull()
  })
})
