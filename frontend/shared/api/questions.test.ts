import { describe, expect, it } from 'vitest'

import { answered, unanswered, type Question } from './questions'

const asked = (code: string, required: boolean): Question => ({
  code, zh: code, en: code, kind: 'short', required, staff: false, help_zh: '', help_en: '', unit_zh: '', unit_en: '', options: [],
})

describe('answers to the questions of a category', () => {
  it('leaves out what was left empty, and keeps no and nought', () => {
    expect(answered({ a: '', b: null, c: [], d: false, e: 0, f: ['o1'] })).toEqual({ d: false, e: 0, f: ['o1'] })
  })

  it('misses what must be answered', () => {
    expect(unanswered([asked('a', true), asked('b', false), asked('c', true)], { a: '', c: false as const })).toEqual(['a'])
  })
})
