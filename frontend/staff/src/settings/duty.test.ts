import type { DutyLine, DutyVersion } from '@fengqiao/shared/api/settings'
import { expect, it } from 'vitest'

import { matching, stateOf } from './duty'

const NOW = new Date('2026-11-27T04:00:00Z')
const version = (number: number, from: string, more: Partial<DutyVersion> = {}): DutyVersion =>
  ({ number, effective_from: from, published_at: '2026-11-01T00:00:00Z', note: '', lines: 0, in_force: false, ...more })
const line = (id: number, category: string, name: string, area: string, lead: string): DutyLine => ({
  id, category, category_name: name, area, area_name: area, lead: { code: lead, name: lead }, co: [], lane: 'general', holder: 'department', source: 'edit', basis: '', matter_code: '', mark: '',
})

it('says how a version stands', () => {
  const all = [
    version(5, '2027-01-01T00:00:00Z', { published_at: null }), version(4, '2026-12-24T00:00:00Z'), version(3, '2026-12-24T00:00:00Z'),
    version(2, '2026-06-01T00:00:00Z', { in_force: true }), version(1, '2000-01-01T00:00:00Z'),
  ]
  expect(all.map((one) => stateOf(one, all, NOW))).toEqual(['draft', 'coming', 'past', 'inForce', 'past'])
})

it('finds lines by all the words that were typed, wherever they stand', () => {
  const lines = [line(1, 'P0108', 'street lamp', 'Songxi', 'Municipal'), line(2, 'P0108', 'street lamp', 'Zhuping', 'Power'), line(3, 'E0101', 'rubbish', '', 'Municipal')]
  expect(matching(lines, ' ').length).toBe(3)
  expect(matching(lines, 'p01 municipal').map((one) => one.id)).toEqual([1])
  expect(matching(lines, 'LAMP').map((one) => one.id)).toEqual([1, 2])
  expect(matching(lines, 'nothing')).toEqual([])
})
