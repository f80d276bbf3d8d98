/** The contract of the bell. Nothing but types and calls stands here. */
import { call } from './http'

const HERE = '/api/v1/bell'

export interface BellItem {
  id: string
  at: string
  code: string
  kind: string
  kind_name: string
  words: string
  urgent: boolean
  read: boolean
}

export interface BellChoice {
  kinds: { kind: string; name: string; on: boolean }[]
  quiet_since: string
  quiet_until: string
  digest_at: string
}

export interface Bell {
  items: BellItem[]
  unread: number
  waiting: number
  choice: BellChoice
}

export interface BellChosen {
  silent: string[]
  quiet_since: string
  quiet_until: string
  digest_at: string
}

export const bell = {
  look: (signal?: AbortSignal) => call<Bell>(HERE, signal ? { signal } : {}),
  unread: (signal?: AbortSignal) => call<{ unread: number }>(`${HERE}/unread`, signal ? { signal } : {}),
  choose: (body: BellChosen) => call<Bell>(`${HERE}/choice`, { method: 'PUT', body }),
  /** Without ids all that came until now. */
  read: (ids: string[] = []) => call<Bell>(`${HERE}/read`, { method: 'POST', body: { ids } }),
}
