import type { Schema } from '@fengqiao/shared/api/contract'
import { describe, expect, it } from 'vitest'

import { fieldsOf, freshValue, schemasOf } from './schema'

const kinds = (action: string, schema: Schema) =>
  Object.fromEntries(fieldsOf(action, schema).map((one) => [one.name, one.control.kind]))

describe('a form made from a schema', () => {
  it('chooses the control by name and type', () => {
    const schema: Schema = {
      type: 'object',
      properties: {
        lead: { type: 'string' },
        co: { type: 'array', items: { type: 'string' } },
        reason: { anyOf: [{ type: 'string', maxLength: 20_000 }, { type: 'null' }] },
        next_review: { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }] },
        passed: { type: ['boolean', 'null'] },
        number: { type: 'integer', minimum: 1 },
        measures: { type: 'array', items: { type: 'string' } },
        photos_after: { type: 'integer' },
        secondary: { type: 'array', items: { type: 'string' } },
        risk: { $ref: '#/$defs/CaseRisk' },
        ratings: { type: 'object', additionalProperties: { enum: ['满意', '不满意'] } },
        occurred_at: { type: 'string', format: 'date-time' },
      },
      $defs: { CaseRisk: { type: 'string', enum: ['red', 'blue'] } },
    }
    expect(kinds('any', schema)).toEqual({
      lead: 'units', co: 'units', reason: 'text', next_review: 'day', passed: 'yesno', number: 'number', measures: 'lines',
      photos_after: 'photos', secondary: 'category', risk: 'choice', ratings: 'ratings', occurred_at: 'moment',
    })
    const risk = fieldsOf('any', schema).find((one) => one.name === 'risk')
    expect(risk?.control).toEqual({ kind: 'choice', options: ['red', 'blue'], many: false })
  })

  it('knows a unit of time from a unit of the county', () => {
    const schema: Schema = { properties: { unit: { type: 'string' } } }
    expect(kinds('request_extension', schema)).toEqual({ unit: 'choice' })
    expect(kinds('waive_assist', schema)).toEqual({ unit: 'units' })
  })

  it('puts first what must be filled in, by schema or by rule', () => {
    const schema: Schema = { properties: { basis: { type: 'string' }, lead: { type: 'string' }, extra: { type: 'string' } }, required: ['extra'] }
    expect(fieldsOf('rule_lead', schema).map((one) => [one.name, one.required])).toEqual([['basis', true], ['lead', true], ['extra', true]])
    expect(fieldsOf('other', schema).map((one) => one.name)).toEqual(['extra', 'basis', 'lead'])
  })

  it('begins every control empty, and an undecided question undecided', () => {
    expect(freshValue({ kind: 'yesno' })).toBeNull()
    expect(freshValue({ kind: 'units', many: true })).toEqual([])
    expect(freshValue({ kind: 'choice', options: ['a'], many: false })).toBe('')
  })

  it('reads the answer wrapped or bare', () => {
    const accept: Schema = { type: 'object' }
    expect(schemasOf({ actions: { accept } })).toEqual({ accept })
    expect(schemasOf({ accept })).toEqual({ accept })
  })

  it('has no fields for an act without data', () => {
    expect(fieldsOf('sign', {})).toEqual([])
  })
})
