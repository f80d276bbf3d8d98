import { expect, it } from 'vitest'

import { nameOf } from './opening'

it('finds the name a file is saved under, also a Chinese one', () => {
  expect(nameOf("inline; filename*=UTF-8''%282026%29%E7%AC%AC1%E5%8F%B7.pdf")).toBe('(2026)第1号.pdf')
  expect(nameOf('inline')).toBe('')
})
