import { expect, it } from 'vitest'

import { hurry, leftSaid } from './daysLeft'

it.each([
  [15, 'green', 'left', 15],
  [4, 'green', 'left', 4],
  [3, 'yellow', 'left', 3],
  [0, 'yellow', 'today', 0],
  [-2, 'red', 'late', 2],
])('%i working days are %s and said as %s', (days, light, key, n) => {
  expect(hurry(days)).toBe(light)
  expect(leftSaid(days)).toEqual({ key, n })
})
