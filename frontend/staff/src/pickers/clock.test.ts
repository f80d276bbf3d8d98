import { expect, it } from 'vitest'

import { timeOfDay } from './clock'

it.each([['9', '09:00'], ['930', '09:30'], ['0930', '09:30'], ['9:30', '09:30'], ['９：３０', '09:30'], ['23:59', '23:59'], ['0', '00:00']])('reads %s as %s', (typed, time) => {
  expect(timeOfDay(typed)).toBe(time)
})

it.each(['', '24', '9:60', '9.30', '上午九点', '12345', '-1'])('takes %s for no time', (typed) => {
  expect(timeOfDay(typed)).toBeNull()
})
