/** The contract of the note for the next shift. Nothing but types and calls stands here. */
import { call } from './http'

const HERE = '/api/v1/handover'

export interface HandoverMatter {
  code: string
  title: string
  state_name: string
  urgent: boolean
  due_at: string | null
}

export interface HandoverNote {
  version: number
  words: string
  matters: HandoverMatter[]
  written_at: string
  acknowledged_at: string | null
  mine: boolean
}

export interface Handover {
  note: HandoverNote | null
  proposed: HandoverMatter[]
  past: HandoverNote[]
  keep_days: number
}

export const handovers = {
  read: (signal?: AbortSignal) => call<Handover>(HERE, signal ? { signal } : {}),
  write: (words: string, codes: string[], version: number) => call<Handover>(HERE, { method: 'PUT', body: { words, codes, version } }),
  takeOver: (version: number) => call<Handover>(`${HERE}/acknowledge`, { method: 'POST', body: { version } }),
}
