/** The contract of machine signals. Nothing but types and calls stands here. */
import type { StaffReceipt } from './contract'
import { call } from './http'

const V1 = '/api/v1'

/** A raw alarm that waits for a person; like alarms count up on it. */
export interface Signal {
  id: string
  source: string
  source_name: string
  type: string
  state: string
  first_at: string
  last_at: string
  alarms: number
  place: string
  area: string
  grid: string
  lon: number | null
  lat: number | null
  urgent: boolean
  photos: number
}

/** `decides`: this post may confirm and dismiss. */
export interface Signals {
  items: Signal[]
  decides: boolean
}

export interface Confirmed {
  category: string
  urgency?: string
  text?: string
  place?: { area?: string; address?: string }
}

export const signals = {
  list: (signal?: AbortSignal) => call<Signals>(`${V1}/signals`, signal ? { signal } : {}),
  confirm: (id: string, body: Confirmed) =>
    call<StaffReceipt>(`${V1}/signals/${encodeURIComponent(id)}/confirm`, { method: 'POST', body }),
  dismiss: (id: string, reason: string) =>
    call<{ id: string }>(`${V1}/signals/${encodeURIComponent(id)}/dismiss`, { method: 'POST', body: { reason } }),
}
