import { expect, it } from 'vitest'

import { codeParts, shortCode } from './codeParts'

it('parts a code', () => {
  expect(codeParts('33099920261122P00003K')).toEqual({ lead: '3309992026', day: '1122P', sequence: '00003', check: 'K' })
  expect(codeParts('33099920261122P1234567K').sequence).toBe('1234567')
  expect(shortCode('33099920261122P00003K')).toBe('1122P00003K')
})

it('loses nothing of a code, also of a broken one', () => {
  for (const code of ['33099920261122P00003K', '33', '']) expect(Object.values(codeParts(code)).join('')).toBe(code)
})
