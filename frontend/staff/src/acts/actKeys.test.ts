import { expect, it } from 'vitest'

import { ACT_KEYS, actOf, keyOfAct, NOTE_KEY, ONE_KEY } from './actKeys'

it('gives each key to the first of its acts that is offered', () => {
  expect(actOf('y', ['refuse_extension', 'approve_extension', 'urge'])).toBe('approve_extension')
  expect(actOf('y', ['urge'])).toBe('')
  expect(actOf('z', ['urge'])).toBe('')
})

it('names the key of an act only where pressing it does that act', () => {
  expect(keyOfAct('approve', ['approve', 'approve_extension'])).toBe('y')
  expect(keyOfAct('approve_extension', ['approve', 'approve_extension'])).toBe('')
  expect(keyOfAct('archive', ['archive'])).toBe('')
})

it('has no key twice, and none of those that move about', () => {
  const acts = Object.values(ACT_KEYS).flat()
  expect(new Set(acts).size).toBe(acts.length)
  for (const key of [...Object.keys(ACT_KEYS), ONE_KEY, NOTE_KEY]) expect('jkoxgn/?c').not.toContain(key)
})
