import { expect, it } from 'vitest'

import { freshDraft, reportOf, ticketOf } from './report'

it('sends only what was filled in', () => {
  expect(reportOf({ ...freshDraft('phone'), text: '  井盖坏了 ' }, [], false))
    .toEqual({ text: '井盖坏了', channel: 'phone', photos: [], accept: false })
})

it('sends answers to what is asked of the category only, and that it was asked', () => {
  const asked = [{ code: 'q1', zh: '楼栋', en: 'Building', kind: 'short', required: false, staff: false, help_zh: '', help_en: '', unit_zh: '', unit_en: '', options: [] } as const]
    .map((one) => ({ ...one, options: [] }))
  const draft = { ...freshDraft('phone'), text: 'x', category: 'P0101', answers: { q1: '3 幢', q9: '旧的' } }
  expect(reportOf(draft, [], false, undefined, asked).answers).toEqual({ q1: '3 幢' })
  expect(reportOf({ ...draft, answers: {} }, [], false, undefined, asked).answers).toEqual({})
  expect(reportOf(draft, [], false)).not.toHaveProperty('answers')
})

it('keeps place and requester apart, and the phone without its spaces', () => {
  const draft = { ...freshDraft('walk_in'), text: 'x', address: '枫林路18号', area: '330999001', name: '王某', phone: '138 0013 8000', category: 'P0101' }
  expect(reportOf(draft, ['p1'], true)).toEqual({
    text: 'x', channel: 'walk_in', photos: ['p1'], accept: true, category: 'P0101',
    place: { address: '枫林路18号', area: '330999001' }, requester: { name: '王某', phone: '13800138000' },
  })
})

it('names the article and the version that it is answered with', () => {
  const article = {
    code: 'S0101-1', version: 2, question: '', answer: '', basis: '', category: 'S0101', category_name: '', area_name: '', unit_name: '', valid_until: null,
  }
  expect(reportOf({ ...freshDraft('phone'), text: '身份证丢了' }, [], true, article).answer_with).toEqual({ article: 'S0101-1', version: 2 })
  expect(reportOf({ ...freshDraft('phone'), text: '身份证丢了' }, [], true)).not.toHaveProperty('answer_with')
})

it('reads the ticket of an address, and nothing that is none', () => {
  expect(ticketOf({ ticket: 'x1', number: 'A012' })).toEqual({ id: 'x1', name: 'A012' })
  for (const query of [{}, { ticket: 'x1' }, { ticket: '', number: 'A012' }, { ticket: 'x1', number: '<b>' }]) expect(ticketOf(query)).toBeNull()
})
