/** How a record goes on: pure, so that it can be tried with every order of cuts. Nothing here knows a clock or a network. */
import type { Fault, OutRecord, Shot } from './record'

/** The next thing to send of a record. */
export type Step =
  | { do: 'upload'; shot: Shot }
  | { do: 'register' }
  | { do: 'act'; version: number }
  | { do: 'sweep' }

/** What came of a step. */
export type Outcome =
  | { is: 'done'; uploaded?: string; code?: string; version?: number }
  | { is: 'away'; wait: number }
  | { is: 'signed_out' }
  | { is: 'conflict'; version: number; fault: Fault }
  | { is: 'too_large'; fault: Fault }
  | { is: 'photos_gone'; fault: Fault }
  | { is: 'refused'; fault: Fault }

export const FIRST_PAUSE = 5_000
export const LONGEST_PAUSE = 10 * 60_000
/** How long a sender may be silent before another one takes its record; longer than a request is waited for. */
export const LEASE = 90_000
const MOST_PHOTOS_AGAIN = 3

/** What is to be sent next; `before`: the record that had to come first, as it stands now. */
export function nextStep(record: OutRecord, before?: OutRecord): Step {
  const shot = record.photos.find((one) => one.uploaded === '')
  if (shot) return { do: 'upload', shot }
  if (record.what.kind === 'sweep') return { do: 'sweep' }
  if (record.code === '' || record.what.kind === 'report') return { do: 'register' }
  if (record.what.kind === 'self_handle') return { do: 'act', version: record.version }
  return { do: 'act', version: Math.max(record.what.version, before?.version ?? 0) }
}

/** Whether a record may be sent now. `alone`: no other sender can be at work, so an old lease means nothing. */
export function isDue(record: OutRecord, now: number, alone: boolean, before?: OutRecord): boolean {
  if (before && before.state !== 'sent') return false
  if (record.state === 'sending') return alone || record.lease <= now
  return record.state === 'waiting' && record.nextAt <= now
}

/** The record that is sent next: the oldest that may be. */
export function pick(records: readonly OutRecord[], now: number, alone: boolean): OutRecord | undefined {
  const known = new Map(records.map((one) => [one.id, one]))
  return [...records]
    .sort((one, other) => one.madeAt - other.madeAt)
    .find((record) => isDue(record, now, alone, known.get(record.after)))
}

export function claimed(record: OutRecord, now: number): OutRecord {
  return { ...record, state: 'sending', held: '', lease: now + LEASE }
}

/** The pause before another try: it doubles, and `chance` (0 to 1) spreads the phones of a county. */
export function pause(attempts: number, chance: number): number {
  return Math.round(Math.min(FIRST_PAUSE * 2 ** Math.max(0, attempts - 1), LONGEST_PAUSE) * (0.75 + chance / 2))
}

/** The record after a step; it is still `sending` while more is to be sent. */
export function after(record: OutRecord, step: Step, outcome: Outcome, now: number, chance: number): OutRecord {
  switch (outcome.is) {
    case 'done':
      return gone(record, step, outcome, now)
    case 'away': {
      const attempts = record.attempts + 1
      const wait = Math.max(pause(attempts, chance), outcome.wait)
      return { ...record, state: 'waiting', attempts, nextAt: now + wait, lease: 0, uncertain: record.uncertain || step.do !== 'upload' }
    }
    case 'signed_out':
      return { ...record, state: 'waiting', held: 'signed_out', nextAt: now + FIRST_PAUSE, lease: 0 }
    case 'conflict':
      return { ...record, state: 'conflict', version: outcome.version, fault: outcome.fault, lease: 0 }
    case 'too_large':
    case 'photos_gone':
      return photosAgain(record, step, outcome, now)
    case 'refused':
      return { ...record, state: 'refused', fault: outcome.fault, lease: 0 }
  }
}

function gone(record: OutRecord, step: Step, outcome: Extract<Outcome, { is: 'done' }>, now: number): OutRecord {
  const going = { ...record, attempts: 0, held: '' as const, lease: now + LEASE, fault: null }
  if (step.do === 'upload') {
    return { ...going, photos: record.photos.map((one) => (one.id === step.shot.id ? { ...one, uploaded: outcome.uploaded ?? '' } : one)) }
  }
  const answered = { ...going, code: outcome.code ?? record.code, version: outcome.version ?? record.version, uncertain: false }
  if (step.do === 'register' && record.what.kind === 'self_handle') return answered
  return { ...answered, state: 'sent', sentAt: now, lease: 0 }
}

/** The server no longer has a photo, or finds it too large: it goes again, a few times at most. */
function photosAgain(record: OutRecord, step: Step, outcome: Extract<Outcome, { is: 'too_large' | 'photos_gone' }>, now: number): OutRecord {
  if (record.photosAgain >= MOST_PHOTOS_AGAIN || (outcome.is === 'too_large' && step.do !== 'upload')) {
    return { ...record, state: 'refused', fault: outcome.fault, lease: 0 }
  }
  const photos = outcome.is === 'photos_gone' ? record.photos.map((one) => ({ ...one, uploaded: '' })) : record.photos
  return { ...record, photos, photosAgain: record.photosAgain + 1, lease: now + LEASE }
}

/** The network is back, or somebody has signed in: nothing waits for its pause any longer. */
export function awake(record: OutRecord): OutRecord {
  return record.state === 'waiting' && (record.nextAt > 0 || record.held) ? { ...record, nextAt: 0, held: '' } : record
}

/** Another try of what was refused or has met a conflict, as the worker decided: on the version that was looked at. */
export function retried(record: OutRecord, version: number): OutRecord {
  const what = record.what.kind === 'act' ? { ...record.what, version } : record.what
  return { ...record, what, state: 'waiting', held: '', fault: null, attempts: 0, nextAt: 0, version: record.what.kind === 'self_handle' ? version : record.version }
}

export interface Counts {
  /** Not sent yet, whatever the reason. */
  open: number
  /** Of these, what needs the worker. */
  stuck: number
  signedOut: boolean
}

export function countsOf(records: readonly OutRecord[]): Counts {
  const open = records.filter((one) => one.state !== 'sent')
  return {
    open: open.length,
    stuck: open.filter((one) => one.state === 'conflict' || one.state === 'refused').length,
    signedOut: open.some((one) => one.held === 'signed_out'),
  }
}

/** When something may be sent next, null when nothing waits by itself. */
export function nextMoment(records: readonly OutRecord[]): number | null {
  const known = new Map(records.map((one) => [one.id, one]))
  const moments = records
    .filter((one) => (known.get(one.after)?.state ?? 'sent') === 'sent')
    .flatMap((one) => (one.state === 'waiting' ? [one.nextAt] : one.state === 'sending' ? [one.lease] : []))
  return moments.length ? Math.min(...moments) : null
}
