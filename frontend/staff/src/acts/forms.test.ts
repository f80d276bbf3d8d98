import { expect, it } from 'vitest'

import { formOf } from './forms'

it('sends of a party only what its place at the table asks for', () => {
  const form = formOf('add_party')
  const filled = { role: 'respondent', name: '某公司', phone: '', minor: false, speaks_for: 'p1', authority: 'special', people: 7, language: 'x', side: 'applicant' }
  expect(form?.send?.(filled)).toEqual({ role: 'respondent', name: '某公司', phone: '' })
  expect(form?.send?.({ ...filled, role: 'agent' })).toEqual({ role: 'agent', name: '某公司', phone: '', speaks_for: 'p1', authority: 'special' })
  expect(form?.required({ role: 'guardian' })).toContain('speaks_for')
})
