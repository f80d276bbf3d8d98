/** The contract of the hall's queue. Nothing but types and calls stands here. */
import { call } from './http'

const V1 = '/api/v1/hall'

export const KINDS = ['ordinary', 'elderly', 'disabled', 'with_child'] as const
export type TicketKind = (typeof KINDS)[number]

/** A ticket; `calls` counts how often it was called. */
export interface Ticket {
  id: string
  name: string
  service: string
  kind: string
  state: string
  desk: number | null
  calls: number
}

export interface Hall {
  hall_name: string
  services: { letter: string; name: string; waiting: number }[]
  called: Ticket[]
  passed: Ticket[]
}

interface Taken {
  ticket: Ticket
  before: number
}

/** What a kiosk may ask with its own key: nothing but its hall's services and a ticket. */
export const kiosk = {
  now: (key: string) => call<Pick<Hall, 'hall_name' | 'services'>>('/api/v1/kiosk', { bearer: key }),
  take: (key: string, service: string, kind: TicketKind) => call<Taken>('/api/v1/kiosk/tickets', { method: 'POST', body: { service, kind }, bearer: key }),
  key: (unit: string) => call<{ unit: string; key: string }>(`/api/v1/halls/${encodeURIComponent(unit)}/kiosk-key`, { method: 'POST' }),
}

export const hall = {
  now: () => call<Hall>(V1),
  take: (service: string, kind: TicketKind) => call<Taken>(`${V1}/tickets`, { method: 'POST', body: { service, kind } }),
  call: (desk: number, services: string[]) => call<{ ticket: Ticket | null }>(`${V1}/call`, { method: 'POST', body: { desk, services } }),
  act: (id: string, act: 'recall' | 'pass' | 'finish', desk: number) =>
    call<{ ticket: Ticket }>(`${V1}/tickets/${encodeURIComponent(id)}/${act}`, { method: 'POST', body: { desk } }),
}
