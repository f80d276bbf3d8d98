import { expect, it } from 'vitest'

import { isSameSheet, sheetOf, spoken, turnOf } from './sheet'

const signer = (id: string, role: string, signedAt: string | null = null) => ({ id, role, signedAt })

it('lets the mediator sign when every party has', () => {
  const waiting = { signers: [signer('m', 'mediator'), signer('a', 'applicant'), signer('b', 'respondent')] }
  expect(turnOf(waiting)?.id).toBe('a')
  const almost = { signers: [signer('m', 'mediator'), signer('a', 'applicant', 'now'), signer('b', 'respondent', 'now')] }
  expect(turnOf(almost)?.id).toBe('m')
  expect(turnOf({ signers: almost.signers.map((one) => ({ ...one, signedAt: 'now' })) })).toBeNull()
})

it('says a hash in groups of four', () => {
  expect(spoken('0123456789abcdef0123456789abcdef')).toBe('0123 4567 89ab cdef')
  expect(spoken('')).toBe('')
})

it('knows another text by its hash', () => {
  expect(isSameSheet({ hash: 'a' }, { hash: 'a' })).toBe(true)
  expect(isSameSheet({ hash: 'a' }, { hash: 'b' })).toBe(false)
  expect(isSameSheet({ hash: '' }, { hash: '' })).toBe(false)
})

it('is signed by whom the server names, parties in their order, the seal by nobody', () => {
  const draft = {
    version: 2, sha256: 'abc', missing: ['mediator', 'b', 'committee_seal'],
    signatures: [{ who: 'a', side: 'applicant', kind: 'drawn', at: 'then', image: '' }],
  }
  const sheet = sheetOf(draft, [{ party: 'a', role: 'requester' }, { party: 'b', role: 'respondent' }])
  expect(sheet.sealed).toBe(false)
  expect(sheet.signers).toEqual([
    { id: 'a', role: 'requester', signedAt: 'then' }, { id: 'b', role: 'respondent', signedAt: null }, { id: 'mediator', role: 'mediator', signedAt: null },
  ])
})
