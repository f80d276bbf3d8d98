import { describe, expect, it } from 'vitest'

import { braced, isSame, sentOf, withPlace, wordsOf } from './wording'

const WORDS = { name_zh: '受理单', name_en: 'Slip', body: '> {诉求人}：\n' }

describe('the words of a template', () => {
  it('takes the words and nothing else', () => {
    expect(wordsOf({ ...WORDS, version: 3 } as never)).toEqual(WORDS)
  })

  it('trims names and leaves a text as it was typed', () => {
    expect(sentOf({ ...WORDS, name_zh: ' 受理单 ' })).toEqual(WORDS)
    expect(isSame(WORDS, { ...WORDS, name_en: 'Slip ' })).toBe(true)
    expect(isSame(WORDS, { ...WORDS, body: `${WORDS.body} ` })).toBe(false)
  })

  it('puts a place where the caret is, over what was chosen', () => {
    expect(withPlace('请于前来', '办理期限', 2, 2)).toEqual({ text: '请于{办理期限}前来', caret: 8 })
    expect(braced(['文号', '县名'])).toBe('{文号} {县名}')
    expect(withPlace('请于某日前来', '办理期限', 2, 4)).toEqual({ text: '请于{办理期限}前来', caret: 8 })
  })
})
