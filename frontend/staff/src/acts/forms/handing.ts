import type { MatterDetail, Person } from '@fengqiao/shared/api/contract'

/** Whose name and number go over for a side: the respondents, or the applicants, for whom the requester stands if none is named. */
export function handedOver(matter: Pick<MatterDetail, 'requester' | 'parties'>, side: string): Person[] {
  if (side === 'respondent') return matter.parties.filter((one) => one.role === 'respondent')
  const named = matter.parties.filter((one) => one.role === 'applicant')
  const first = named.length === 0 && matter.requester ? [matter.requester] : named
  return [...first, ...matter.parties.filter((one) => one.role === 'representative')]
}
