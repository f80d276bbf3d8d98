import type { Look } from '@fengqiao/shared/api/contract'
import { expect, it } from 'vitest'

import { courseOf, looksOf } from './trail'

const entry = (over: Partial<Look>): Look => ({
  at: '2026-11-27T01:00:00Z', unit: 'WATER', post: 'handler', act: 'view_matter', look: true, purpose: '', result: 'refused:not_involved_unit', ...over,
})
const act = entry({ act: 'dispatch', look: false, result: 'refused:not_allowed_for_post' })
const shown = entry({ post: 'supervisor', act: 'reveal', purpose: '回访诉求人', result: 'shown' })

it('keeps refused looks out of the course of the matter', () => {
  expect(courseOf([entry({}), act, shown, entry({})])).toEqual([act])
})

it('tells refused looks once, with how often the same seat tried', () => {
  expect(looksOf([entry({}), entry({}), shown, entry({ unit: 'POLICE' }), act]).map((one) => [one.unit, one.refused, one.times]))
    .toEqual([['WATER', true, 2], ['WATER', false, 1], ['POLICE', true, 1]])
})

it('tells every look that showed something by itself, for each has its purpose', () => {
  expect(looksOf([shown, shown])).toHaveLength(2)
})
