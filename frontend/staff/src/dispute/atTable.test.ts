import { expect, it } from 'vitest'

import { IN_PLACE, LED_TO, withoutInPlace } from './atTable'

it('leaves the buttons above what they lead to, and takes what has its place below', () => {
  const matter = { code: 'x', actions: ['sign', 'hold_session', 'add_private_note', 'escalate'] }
  expect(withoutInPlace(matter)).toEqual({ code: 'x', actions: ['sign', 'hold_session', 'escalate'] })
  expect(matter.actions).toHaveLength(4)
  expect([...LED_TO].filter((one) => IN_PLACE.has(one))).toEqual([])
})
