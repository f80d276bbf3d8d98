/** What waits on the phone: one record for each thing the worker did, with the key that keeps it from being done twice. */
import type { PlaceSent } from '@fengqiao/shared/api/contract'

/** waiting: not sent yet · sending: on its way · sent · conflict: the matter changed meanwhile · refused: a rule said no. */
export type State = 'waiting' | 'sending' | 'sent' | 'conflict' | 'refused'

/** What stands in the way of a waiting record, "" for nothing but the network. */
export type Held = '' | 'signed_out'

export interface Report {
  text: string
  category: string
  urgency: '' | 'urgent'
  place: PlaceSent
}

export type What =
  | { kind: 'report'; report: Report }
  | { kind: 'self_handle'; report: Report; reply: string }
  | { kind: 'act'; code: string; action: string; version: number; data: Record<string, unknown> }
  | { kind: 'sweep'; sweep: number; grid: string; item: string; found: Report | null }

/** A photo of a record: `id` names its blob on the phone, `uploaded` the file at the server once it is there. */
export interface Shot {
  id: string
  part: 'before' | 'after'
  uploaded: string
}

/** Why a record stands: the server's words in both languages. */
export interface Fault {
  status: number
  code: string
  field: string
  zh: string
  en: string
  nextZh: string
  nextEn: string
}

export interface OutRecord {
  /** The idempotency key: made once, sent every time. */
  id: string
  owner: string
  seat: string
  madeAt: number
  title: string
  what: What
  photos: Shot[]
  /** The record that must be sent before this one, "" for none: acts on one matter follow each other. */
  after: string
  state: State
  held: Held
  attempts: number
  /** When it may be tried again, and until when somebody else is sending it; in milliseconds. */
  nextAt: number
  lease: number
  /** Whether an answer may have been lost: the server may have it already. */
  uncertain: boolean
  /** How often its photos had to be sent again, or made smaller. */
  photosAgain: number
  /** What the server answered: the matter's code and version. */
  code: string
  version: number
  sentAt: number
  fault: Fault | null
}

export type Draft = Pick<OutRecord, 'id' | 'owner' | 'seat' | 'title' | 'what'> & { photos: Omit<Shot, 'uploaded'>[]; after?: string }

/** A record as it is put into the outbox. */
export function fresh(draft: Draft, now: number): OutRecord {
  return {
    ...draft,
    photos: draft.photos.map((shot) => ({ ...shot, uploaded: '' })),
    after: draft.after ?? '',
    madeAt: now,
    state: 'waiting',
    held: '',
    attempts: 0,
    nextAt: 0,
    lease: 0,
    uncertain: false,
    photosAgain: 0,
    code: draft.what.kind === 'act' ? draft.what.code : '',
    version: 0,
    sentAt: 0,
    fault: null,
  }
}

/** Whether a record still needs the network or the worker. */
export function isOpen(record: OutRecord): boolean {
  return record.state !== 'sent'
}
