import type { KeptNotice } from '@fengqiao/shared/api/publicNotices'
import { describe, expect, it } from 'vitest'

import { corrects, draftOf, isTouched, missingOf, sentOf } from './notice'

const WATER: KeptNotice = {
  code: '20261128-1', title: '停水通知', title_en: '', text: '文昌路停水。', text_en: '', area: '', area_name: '', link: '', unit: 'WATER', unit_name: '水务公司',
  valid_from: '2026-11-28', valid_until: '2026-11-30', version: 1, published_at: null, standing: 'published', changed: false, may_write: true,
}

describe('a notice on its form', () => {
  it('sends what it read, without the blanks around', () => {
    const draft = draftOf(WATER, 'HALL', '2026-12-01')
    expect(sentOf({ ...draft, title: ' 停水通知 ' })).toEqual({
      title: '停水通知', text: '文昌路停水。', title_en: '', text_en: '', area: '', link: '', unit: 'WATER', valid_from: '2026-11-28', valid_until: '2026-11-30',
    })
  })

  it('begins today for the own unit and says what is missing', () => {
    const fresh = draftOf(null, 'HALL', '2026-11-28')
    expect([fresh.unit, fresh.valid_from]).toEqual(['HALL', '2026-11-28'])
    expect(missingOf(fresh)).toEqual(['title', 'text', 'valid_until'])
    expect(missingOf(draftOf(WATER, '', ''))).toEqual([])
  })

  it('knows whether anything was changed', () => {
    const draft = draftOf(WATER, '', '')
    expect(isTouched(draft, WATER)).toBe(false)
    expect(isTouched({ ...draft, link: 'https://example.org/a' }, WATER)).toBe(true)
  })

  it('corrects only what people read now', () => {
    expect(corrects(WATER)).toBe(true)
    expect(corrects({ ...WATER, standing: 'expired' })).toBe(true)
    expect(corrects({ ...WATER, standing: 'withdrawn' })).toBe(false)
    expect(corrects({ ...WATER, version: 0, standing: 'draft' })).toBe(false)
  })
})
