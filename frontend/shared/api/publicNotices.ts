/** The contract of public notices. Nothing but types and calls stands here. */
import { call } from './http'

const V1 = '/api/v1'
const ALL = `${V1}/public-notices`
const noticeOf = (code: string) => `${ALL}/${encodeURIComponent(code)}`

/** A notice as everybody reads it; `language` of title and text, `area_name` '' where it is for the whole county. */
export interface PublicNotice {
  code: string
  version: number
  title: string
  text: string
  language: string
  area: string
  area_name: string
  unit_name: string
  link: string
  valid_from: string
  valid_until: string
  published_at: string
  corrected_at: string | null
  correction: string
}

/** A notice as it is written. */
export interface KeptNotice {
  code: string
  title: string
  title_en: string
  text: string
  text_en: string
  area: string
  area_name: string
  link: string
  unit: string
  unit_name: string
  valid_from: string
  valid_until: string
  version: number
  published_at: string | null
  standing: string
  changed: boolean
  may_write: boolean
}

export interface KeptNotices {
  items: KeptNotice[]
  may_publish: boolean
}

export interface NoticeVersion {
  number: number
  title: string
  text: string
  at: string
  valid_from: string
  valid_until: string
  correction: string
}

export interface NoticeWhole {
  notice: KeptNotice
  versions: NoticeVersion[]
  mark: string
}

export type NoticeSent = Pick<KeptNotice, 'title' | 'title_en' | 'text' | 'text_en' | 'area' | 'link' | 'unit' | 'valid_from' | 'valid_until'>

interface Marked {
  code: string
  version: number
  mark: string
}

export const publicNotices = {
  list: (standing: string, signal?: AbortSignal) => call<KeptNotices>(ALL, { query: standing ? { standing } : {}, ...(signal ? { signal } : {}) }),
  notice: (code: string) => call<NoticeWhole>(noticeOf(code)),
  add: (body: NoticeSent) => call<Marked>(ALL, { method: 'POST', body }),
  change: (code: string, body: NoticeSent, mark: string) => call<Marked>(noticeOf(code), { method: 'PUT', body: { ...body, mark } }),
  publish: (code: string, mark: string, correction: string) => call<Marked>(`${noticeOf(code)}/publish`, { method: 'POST', body: { mark, correction } }),
  withdraw: (code: string, mark: string) => call<Marked>(`${noticeOf(code)}/withdraw`, { method: 'POST', body: { mark } }),

  // --- citizens ------------------------------------------------------------------------------------------------
  read: (area: string) => call<{ items: PublicNotice[] }>(`${V1}/public/notices`, { query: area ? { area } : {} }),
  one: (code: string) => call<PublicNotice>(`${V1}/public/notices/${encodeURIComponent(code)}`),
}
