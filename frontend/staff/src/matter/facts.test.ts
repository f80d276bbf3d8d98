import { expect, it } from 'vitest'

import { factsOf, type Speech } from './facts'

const say: Speech = {
  unit: (code) => `unit ${code}`,
  category: (code) => `category ${code}`,
  word: (group, code) => `${group}/${code}`,
  moment: (at) => at.slice(0, 10),
  t: (key, values) => [key, ...Object.values(values ?? {})].join(' '),
}

it('says what a reader understands, in a fixed order', () => {
  expect(factsOf({ due_at: '2026-10-22T17:30:00+08:00', units: ['A', 'B'], category: 'P0101' }, say))
    .toEqual(['category P0101', 'unit A · unit B', 'matter.dueAt 2026-10-22'])
  expect(factsOf({ lead: 'A', co: ['B'] }, say)).toEqual(['field.lead unit A', 'field.co unit B'])
  expect(factsOf({ solved: 'false', satisfaction: 'dissatisfied', passed: false }, say))
    .toEqual(['solved/false', 'satisfaction/dissatisfied', 'act.no'])
})

it('takes the unit beside an amount for one of time', () => {
  expect(factsOf({ amount: 3, unit: 'working_day' }, say)).toEqual(['3 limit_unit/working_day'])
  expect(factsOf({ unit: 'A' }, say)).toEqual(['unit A'])
})

it('keeps silent about everything else, and about what it cannot read', () => {
  expect(factsOf({ line_id: 4, kept: '', order: 'x', co: [], units: '', light: 3 }, say)).toEqual([])
})
