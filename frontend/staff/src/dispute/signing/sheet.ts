import type { AgreementDraft, DisputeParty } from '@fengqiao/shared/api/disputes'

/** The sheet that is signed: one version of an agreement, by its hash, and who signs it in which order. */
export interface Sheet {
  version: number
  hash: string
  /** Whether the committee's seal stands under it: it is set last, and by nobody's hand. */
  sealed: boolean
  signers: readonly Signer[]
}

export interface Signer {
  /** A party's id, or the mediator's place. */
  id: string
  role: string
  signedAt: string | null
}

/** Who has to sign this draft is the server's word: those who have, and those who are missing. The seal is no person. */
export function sheetOf(draft: Pick<AgreementDraft, 'version' | 'sha256' | 'signatures' | 'missing'>, parties: readonly Pick<DisputeParty, 'party' | 'role'>[]): Sheet {
  const roleOf = (who: string) => (who === MEDIATOR ? MEDIATOR : (parties.find((one) => one.party === who)?.role ?? ''))
  const all = [...draft.signatures.map((one) => ({ who: one.who, at: one.at })), ...draft.missing.map((who) => ({ who, at: null }))]
  const order = [...parties.map((one) => one.party), MEDIATOR]
  return {
    version: draft.version,
    hash: draft.sha256,
    sealed: draft.signatures.some((one) => one.who === SEAL),
    signers: all.filter((one) => one.who !== SEAL).sort((a, b) => order.indexOf(a.who) - order.indexOf(b.who))
      .map((one) => ({ id: one.who, role: roleOf(one.who), signedAt: one.at })),
  }
}

const MEDIATOR = 'mediator'
export const SEAL = 'committee_seal'

/** Parties sign before whoever mediated: the mediator's signature says that they did. */
export function turnOf(sheet: Pick<Sheet, 'signers'>): Signer | null {
  const waiting = sheet.signers.filter((one) => one.signedAt === null)
  return waiting.find((one) => one.role !== MEDIATOR) ?? waiting[0] ?? null
}

/** A hash in groups that two people can compare aloud; what is left out says so. */
export function spoken(hash: string): string {
  return hash.slice(0, 16).replaceAll(/(.{4})(?=.)/g, '$1 ')
}

/** Whether a freshly read sheet is still the one that lies on the table; a signature never passes to another text. */
export function isSameSheet(one: Pick<Sheet, 'hash'>, other: Pick<Sheet, 'hash'>): boolean {
  return one.hash !== '' && one.hash === other.hash
}
