import { expect, it } from 'vitest'

import { placeSaid, typeSaid } from './reading'

const word = (_group: string, code: string) => (code === 'gas' ? 'Gas alarm' : code)
const unknown = (type: string) => `the source says ${type}`

it('says the word of a kind, and of one without a word that the source says so', () => {
  expect(typeSaid({ type: 'gas' }, word, unknown)).toBe('Gas alarm')
  expect(typeSaid({ type: 'xyz' }, word, unknown)).toBe('the source says xyz')
})

it('says where it is in words, else by its point, else not at all', () => {
  expect(placeSaid({ place: 'Old Street', lon: 119.1, lat: 28 })).toBe('Old Street')
  expect(placeSaid({ place: '', lon: 119.1, lat: 28 })).toBe('119.10000, 28.00000')
  expect(placeSaid({ place: '', lon: null, lat: 28 })).toBe('')
})
