import { describe, expect, it } from 'vitest'

import { freshQuestion, moved, optionsOf, tidy, typedOptions } from './asking'

describe('the editor of questions', () => {
  it('reads options a line each, and lets those that stay keep their codes', () => {
    const before = [{ code: 'o1', zh: '前半夜', en: 'Evening' }, { code: 'o2', zh: '后半夜', en: 'Night' }]
    expect(optionsOf('后半夜 | After midnight\n\n整夜｜All night', before)).toEqual([
      { code: 'o2', zh: '后半夜', en: 'After midnight' }, { code: '', zh: '整夜', en: 'All night' },
    ])
    expect(optionsOf(typedOptions(before), before)).toEqual(before)
  })

  it('sends no options of a text and no unit of a day', () => {
    const odd = { ...freshQuestion(), kind: 'date' as const, unit_zh: '天', unit_en: 'days', options: [{ code: '', zh: '一', en: 'a' }] }
    expect(tidy(odd)).toMatchObject({ unit_zh: '', unit_en: '', options: [] })
    expect(tidy({ ...odd, kind: 'one' }).options).toHaveLength(1)
    expect(tidy({ ...odd, kind: 'number' }).unit_en).toBe('days')
  })

  it('moves a row by one place', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b'])
    expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
  })
})
