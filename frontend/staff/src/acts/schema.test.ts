import type { Schema } from '@fengqiao/shared/api/contract'
import { describe, expect, it } from 'vitest'

import { fieldsOf, freshValue } from './schema'

const form = (name: string, data: Schema, photos = false) => ({ name, data, photos })
const kinds = (name: string, data: Schema) => Object.fromEntries(fieldsOf(form(name, data)).map((one) => [one.name, one.control.kind]))

describe('a form made from a schema', () => {
  it('chooses the control by name and type', () => {
    const data: Schema = {
      type: 'object',
      properties: {
        lead: { type: 'string' },
        co: { type: 'array', items: { type: 'string' } },
        reason: { 'type': 'string', 'maxLength': 20_000, 'x-long': true },
        knowledge_item: { type: 'string', maxLength: 200 },
        next_review: { type: 'string', format: 'date' },
        occurred_at: { type: 'string', format: 'date-time' },
        passed: { type: 'boolean' },
        number: { type: 'integer' },
        measures: { type: 'array', items: { 'type': 'string', 'x-long': true } },
        secondary: { type: 'array', items: { type: 'string' } },
        risk: { type: 'string', enum: ['red', 'blue'] },
        ratings: { type: 'object', additionalProperties: { type: 'string', enum: ['满意', '不满意'] } },
      },
    }
    expect(kinds('any', data)).toEqual({
      lead: 'units', co: 'units', reason: 'text', knowledge_item: 'text', next_review: 'day', occurred_at: 'moment', passed: 'yesno',
      number: 'number', measures: 'lines', secondary: 'category', risk: 'choice', ratings: 'ratings',
    })
    const control = (name: string) => fieldsOf(form('any', data)).find((one) => one.name === name)?.control
    expect(control('reason')).toEqual({ kind: 'text', long: true, most: 20_000 })
    expect(control('risk')).toEqual({ kind: 'choice', options: ['red', 'blue'], many: false })
    expect(control('ratings')).toEqual({ kind: 'ratings', options: ['满意', '不满意'] })
  })

  it('takes a unit for one of the county', () => {
    expect(kinds('waive_assist', { properties: { unit: { type: 'string' } } })).toEqual({ unit: 'units' })
  })

  it('puts first what must be filled in, by schema or by rule, and photos last', () => {
    const data: Schema = { properties: { more: { type: 'string' }, basis: { type: 'string' }, lead: { type: 'string' } }, required: ['lead'] }
    expect(fieldsOf(form('rule_lead', data, true)).map((one) => [one.name, one.required]))
      .toEqual([['basis', true], ['lead', true], ['more', false], ['photos', false]])
    expect(fieldsOf(form('other', data)).map((one) => one.name)).toEqual(['lead', 'more', 'basis'])
  })

  it('begins every control empty, and an undecided question undecided', () => {
    expect(freshValue({ kind: 'yesno' })).toBeNull()
    expect(freshValue({ kind: 'units', many: true })).toEqual([])
    expect(freshValue({ kind: 'choice', options: ['a'], many: false })).toBe('')
  })

  it('has no fields for an act without data', () => {
    expect(fieldsOf(form('sign', { type: 'object', properties: {} }))).toEqual([])
  })
})
