import { expect, it } from 'vitest'

import { isNarrowed, readFilters, writeFilters } from './filters'

it('reads what it wrote', () => {
  const filters = { view: 'overdue', state: 'in_progress', unit: 'MUNICIPAL', category: 'P0103', q: '井盖' } as const
  expect(readFilters(writeFilters(filters))).toEqual(filters)
})

it('keeps the address of the plain list empty', () => {
  expect(writeFilters(readFilters({}))).toEqual({})
})

it('leaves out what it does not know', () => {
  expect(readFilters({ view: 'nonsense', q: ['a', 'b'], state: null }).view).toBe('todo')
  expect(readFilters({ q: ['a', 'b'] }).q).toBe('')
})

it('calls a view plain and a search narrowed', () => {
  expect(isNarrowed(readFilters({ view: 'soon' }))).toBe(false)
  expect(isNarrowed(readFilters({ q: '路灯' }))).toBe(true)
})
