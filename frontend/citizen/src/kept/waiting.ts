/** How a report that waits on the phone goes on: pure, nothing here knows a clock or a network. */
import type { Receipt } from '@fengqiao/shared/api/contract'
import type { Problem } from '@fengqiao/shared/api/problem'

import type { ReportDraft } from '../report/draft'

export interface WaitingPhoto {
  id: string
  /** The server's name for it, '' while it is not there yet. */
  uploaded: string
}

export interface Fault {
  status: number
  code: string
  field: string
  zh: string
  en: string
}

/** A report that left the form. Its id is its idempotency key: however often it is sent, it is registered once. */
export interface Waiting {
  id: string
  said: ReportDraft
  photos: WaitingPhoto[]
  urgentSeen: boolean
  madeAt: number
  state: 'waiting' | 'sending' | 'refused' | 'sent'
  /** Until then nobody else takes it. */
  lease: number
  attempts: number
  nextAt: number
  /** How often photos were sent again because the server no longer had them. */
  photosAgain: number
  fault: Fault | null
  answer: Receipt | null
  by: 'phone' | 'pin' | 'link'
}

export type Outcome =
  | { is: 'uploaded'; photo: string; name: string }
  | { is: 'registered'; answer: Receipt }
  | { is: 'away'; wait: number }
  | { is: 'photos_gone'; fault: Fault }
  | { is: 'refused'; fault: Fault }

const FIRST_PAUSE = 5_000
const LONGEST_PAUSE = 5 * 60_000
/** How long a sender may be silent before another tab takes its report; longer than a request is waited for. */
export const LEASE = 90_000
export const PATIENCE = 60_000
const MOST_PHOTOS_AGAIN = 3

export function waitingOf(said: ReportDraft, photos: WaitingPhoto[], urgentSeen: boolean, now: number): Waiting {
  return {
    id: said.key, said, photos, urgentSeen, madeAt: now, state: 'waiting', lease: 0, attempts: 0, nextAt: 0, photosAgain: 0,
    fault: null, answer: null, by: said.phone ? 'phone' : said.pin ? 'pin' : 'link',
  }
}

/** Whether a report may be sent now. `only`: no other page can be sending it, so an old lease means nothing. */
export function isDue(report: Waiting, now: number, only = false): boolean {
  if (report.state === 'sending') return only || report.lease <= now
  return report.state === 'waiting' && report.nextAt <= now
}

/** The report that is tried next: the oldest that may be due, if nobody is sending it. */
export function pick(reports: readonly Waiting[], now: number): Waiting | undefined {
  return [...reports].sort((one, other) => one.madeAt - other.madeAt).find((one) => isDue(one, now, true))
}

export function claimed(report: Waiting, now: number): Waiting {
  return { ...report, state: 'sending', lease: now + LEASE }
}

/** The report after a step; it is still `sending` while more is to be sent. */
export function after(report: Waiting, outcome: Outcome, now: number): Waiting {
  switch (outcome.is) {
    case 'uploaded':
      return {
        ...report, attempts: 0, lease: now + LEASE,
        photos: report.photos.map((one) => (one.id === outcome.photo ? { ...one, uploaded: outcome.name } : one)),
      }
    case 'registered':
      // What was said has arrived; the phone keeps the way back to it, and no number.
      return { ...report, state: 'sent', lease: 0, fault: null, answer: outcome.answer, photos: [], said: { ...report.said, phone: '', pin: '', name: '', otherPhone: '' } }
    case 'away':
      return { ...report, state: 'waiting', lease: 0, attempts: report.attempts + 1, nextAt: now + Math.max(pause(report.attempts + 1), outcome.wait) }
    case 'photos_gone':
      if (report.photosAgain >= MOST_PHOTOS_AGAIN) return { ...report, state: 'refused', lease: 0, fault: outcome.fault }
      return { ...report, photosAgain: report.photosAgain + 1, lease: now + LEASE, photos: report.photos.map((one) => ({ ...one, uploaded: '' })) }
    case 'refused':
      return { ...report, state: 'refused', lease: 0, fault: outcome.fault }
  }
}

/** The pause before another try; it doubles. */
export function pause(attempts: number): number {
  return Math.min(FIRST_PAUSE * 2 ** Math.max(0, attempts - 1), LONGEST_PAUSE)
}

/** The network is back, or somebody asks for it: nothing waits for its pause any longer. */
export function awake(report: Waiting): Waiting {
  return report.state === 'waiting' ? { ...report, nextAt: 0 } : report
}

/** When something may be sent next, null when nothing waits by itself. */
export function nextMoment(reports: readonly Waiting[]): number | null {
  const moments = reports.flatMap((one) => (one.state === 'waiting' ? [one.nextAt] : one.state === 'sending' ? [one.lease] : []))
  return moments.length ? Math.min(...moments) : null
}

/** What an answer means: try again, send the photos again, or tell the person. */
export function outcomeOf(problem: Problem): Outcome {
  const { status, code, field } = problem
  const fault = { status, code, field, zh: problem.detail('zh'), en: problem.detail('en') }
  if (status === 400 && field === 'photos') return { is: 'photos_gone', fault }
  if (status === 0 || status === 408 || status === 429 || status >= 500) return { is: 'away', wait: problem.retryAfter * 1000 }
  return { is: 'refused', fault }
}
