import type { Person } from '@fengqiao/shared/api/contract'
import { expect, it } from 'vitest'

import { handedOver } from './handing'

const person = (role: string): Person => ({ party: role, role, name: role, phone: '', organisation: false, relay: false, may_reveal: false, fields: [] })
const roles = (found: Person[]) => found.map((one) => one.role)

it('lets the requester stand for the applicants only where none is named', () => {
  const matter = { requester: person('requester'), parties: [person('respondent'), person('agent')] }
  expect(roles(handedOver(matter, 'applicant'))).toEqual(['requester'])
  expect(roles(handedOver(matter, 'respondent'))).toEqual(['respondent'])
  const named = { ...matter, parties: [...matter.parties, person('applicant'), person('representative')] }
  expect(roles(handedOver(named, 'applicant'))).toEqual(['applicant', 'representative'])
})
