import { expect, it } from 'vitest'

import { spansOf, weekday } from './workdays'

const day = (on: string, worked = false, name = 'x') => ({ day: on, worked, name })

it('puts days that follow one another and are alike into spans, also over the end of a month', () => {
  const days = [day('2027-02-01'), day('2027-01-31'), day('2027-02-02', true), day('2027-02-03'), day('2027-02-04', false, 'y')]
  expect(spansOf(days)).toEqual([
    { first: '2027-01-31', last: '2027-02-01', worked: false, name: 'x' },
    { first: '2027-02-02', last: '2027-02-02', worked: true, name: 'x' },
    { first: '2027-02-03', last: '2027-02-03', worked: false, name: 'x' },
    { first: '2027-02-04', last: '2027-02-04', worked: false, name: 'y' },
  ])
  expect(spansOf([])).toEqual([])
})

it('knows the day of the week', () => {
  expect([weekday('2027-01-01'), weekday('2027-01-03')]).toEqual([5, 0])
})
