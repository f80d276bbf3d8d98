import type { MatterDetail } from '@fengqiao/shared/api/contract'
import { api } from '@fengqiao/shared/api/client'
import { disputes, type DisputeDetail, type DisputeParty, type Side } from '@fengqiao/shared/api/disputes'
import { useWords } from '@fengqiao/shared/words/words'
import { ref, shallowRef } from 'vue'

import { useReading } from '../session/reading'

export const SIDES: readonly Side[] = ['applicant', 'respondent']

/** A dispute and its matter as the server shows them to this post, with their reloads. */
export function useDispute(code: string) {
  const { read, loading, problem } = useReading()
  const matter = shallowRef<MatterDetail | null>(null)
  const dispute = shallowRef<DisputeDetail | null>(null)
  const now = ref(new Date())

  async function load(): Promise<void> {
    const found = await read((signal) => Promise.all([api.matter(code, signal), disputes.dispute(code, signal)]))
    if (found === undefined) return
    now.value = new Date()
    if (found) [matter.value, dispute.value] = found
  }

  return { matter, dispute, loading, problem, now, load }
}

/** How the people of a dispute are called on the screen. */
export function useNames(parties: () => readonly DisputeParty[]) {
  const { t, word } = useWords()

  /** A party by name as far as it is shown, else by its place at the table. */
  function nameOf(id: string): string {
    if (id === 'mediator') return t('dispute.proposers.mediator')
    if (id === 'committee_seal') return word('signer', id)
    const party = parties().find((one) => one.party === id)
    if (!party) return id
    return party.name || word('party_role', party.role)
  }

  function sideName(side: string): string {
    return side === 'mediator' ? t('dispute.proposers.mediator') : t(`dispute.sides.${side}`)
  }

  return { nameOf, sideName }
}

export function partiesOf(parties: readonly DisputeParty[], side: Side): DisputeParty[] {
  return parties.filter((one) => one.side === side)
}
