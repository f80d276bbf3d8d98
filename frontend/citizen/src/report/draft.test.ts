import { expect, it } from 'vitest'

import { emptyReport, reportOf, type ReportDraft } from './draft'

const said: ReportDraft = { ...emptyReport(), text: ' 井盖松了 ', key: 'k' }

it('sends only what was said', () => {
  expect(reportOf(said, [], false)).toEqual({ text: '井盖松了', channel: 'web', photos: [] })
})

it('is a snapshot when it has photos, and names the datum of its point', () => {
  expect(reportOf({ ...said, address: '枫林路', area: '330999001', lon: 119.1, lat: 28.1, pointFrom: 'phone' }, ['a'], true)).toEqual({
    text: '井盖松了', channel: 'snapshot', photos: ['a'], urgent_seen: true,
    place: { address: '枫林路', area: '330999001', lon: 119.1, lat: 28.1, datum: 'wgs84' },
  })
})

it('needs no PIN beside a phone', () => {
  expect(reportOf({ ...said, phone: '138 0013 8000', pin: '1234' }, [], false)).toMatchObject({ phone: '13800138000' })
  expect(reportOf({ ...said, phone: '138 0013 8000', pin: '1234' }, [], false)).not.toHaveProperty('pin')
  expect(reportOf({ ...said, pin: '1234' }, [], false)).toMatchObject({ pin: '1234' })
})

it('says for whom it is, with the consent and the own number apart from theirs', () => {
  const proxy = { ...said, proxy: true, name: ' 王奶奶 ', consent: true, otherPhone: '139 0013 9000' }
  expect(reportOf(proxy, [], false)).toMatchObject({ name: '王奶奶', proxy: { consent: true, phone: '13900139000' } })
  expect(reportOf({ ...proxy, proxy: false }, [], false)).not.toHaveProperty('name')
})

it('names what it follows', () => {
  expect(reportOf({ ...said, sameAs: 'r' }, [], false)).toMatchObject({ same_as: 'r' })
})
