import type { Article } from '@fengqiao/shared/api/knowledge'
import { describe, expect, it } from 'vitest'

import { draftOf, isTouched, sentOf, wordsOf } from './article'

const CARD: Article = {
  code: 'S0101-1', question: '身份证丢了怎么补办？', answer: '到派出所。', keywords: ['身份证', '补办'], category: 'S0101', category_name: '户籍证件', basis: '', unit: 'POLICE',
  unit_name: '公安局', valid_for: '', valid_for_name: '', valid_from: null, valid_until: '2026-12-31', version: 2, published_at: null, standing: 'published', changed: false, may_write: true,
}

describe('an article on its form', () => {
  it('parts keywords as people write them, each once', () => {
    expect(wordsOf('身份证、补办| 补办 ，领证\n')).toEqual(['身份证', '补办', '领证'])
    expect(wordsOf(' ')).toEqual([])
  })

  it('sends what it read, days that are not set as none', () => {
    expect(sentOf(draftOf(CARD, 'HALL'))).toEqual({
      question: CARD.question, answer: CARD.answer, keywords: CARD.keywords, category: 'S0101', basis: '', unit: 'POLICE', valid_for: '', valid_from: null, valid_until: '2026-12-31',
    })
  })

  it('gives a new one to the own unit and leaves one that nobody keeps as it is', () => {
    expect(draftOf(null, 'HALL').unit).toBe('HALL')
    expect(draftOf({ ...CARD, unit: '' }, 'HALL').unit).toBe('')
  })

  it('knows whether anything was changed', () => {
    const draft = draftOf(CARD, 'HALL')
    expect(isTouched(draft, CARD)).toBe(false)
    expect(isTouched({ ...draft, keywords: '身份证，补办' }, CARD)).toBe(false)
    expect(isTouched({ ...draft, answer: '到社区。' }, CARD)).toBe(true)
    expect(isTouched({ ...draft, valid_until: '' }, CARD)).toBe(true)
  })
})
