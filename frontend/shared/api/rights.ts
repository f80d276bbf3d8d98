/** The contract of requests about the own data. Nothing but types and calls stands here. */
import type { Word } from './contract'
import { call } from './http'

const V1 = '/api/v1'
const ownOf = (secret: string) => `${V1}/public/track/${encodeURIComponent(secret)}/rights`

/** A request that waits for the privacy officer; `days_left` counts working days, below nought when it is late. */
export interface WaitingRequest {
  id: string
  code: string
  state: string
  kind: string
  asked_at: string
  answer_by: string
  days_left: number
}

export interface WaitingRequests {
  items: WaitingRequest[]
  next_cursor: string | null
}

/** What is held about a person in one matter. Others appear masked only. */
export interface OwnCopy {
  matter: string
  state: string
  registered_at: string
  person: Record<string, string>
  request_text: string
  answers: { question: string; answer: string }[]
  others: { role: string; name: string; contact_phone: string }[]
  timeline: { kind: string; at: string; unit: string; text: string }[]
  documents: { template: string; number: string }[]
  looked_at_by: { at: string; unit: string; post: string; purpose: string }[]
}

/** A request as its person sees it; `erased` and `refused` name fields. */
export interface OwnRequest {
  id: string
  kind: string
  state: string
  sentence: Word
  reason: Word | null
  asked_at: string
  answer_by: string
  answered_at: string | null
  erased: string[]
  refused: string[]
  repeated: boolean
}

export const rights = {
  waiting: (cursor: string, signal?: AbortSignal) =>
    call<WaitingRequests>(`${V1}/rights`, { query: { cursor }, ...(signal ? { signal } : {}) }),
  copy: (code: string) => call<OwnCopy>(`${V1}/rights/${encodeURIComponent(code)}/export`, { method: 'POST', body: {} }),
  own: (secret: string) => call<{ items: OwnRequest[] }>(ownOf(secret)),
  ask: (secret: string, kind: 'access' | 'erasure') => call<OwnRequest>(ownOf(secret), { method: 'POST', body: { kind } }),
}
