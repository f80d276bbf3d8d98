/** The contract of the knowledge base. Nothing but types and calls stands here. */
import { call } from './http'

const V1 = '/api/v1'
const articleOf = (code: string) => `${V1}/knowledge/${encodeURIComponent(code)}`

/** An answer that is told to people; `area_name` is '' where it holds in the whole county. */
export interface Offered {
  code: string
  version: number
  question: string
  answer: string
  basis: string
  category: string
  category_name: string
  area_name: string
  unit_name: string
  valid_until: string | null
}

export interface Article {
  code: string
  question: string
  answer: string
  keywords: string[]
  category: string
  category_name: string
  basis: string
  unit: string
  unit_name: string
  valid_for: string
  valid_for_name: string
  valid_from: string | null
  valid_until: string | null
  version: number
  published_at: string | null
  standing: string
  changed: boolean
  may_write: boolean
}

export interface Articles {
  items: Article[]
  expired: number
  may_publish: boolean
}

export interface ArticleVersion {
  number: number
  question: string
  answer: string
  at: string
  valid_from: string | null
  valid_until: string | null
}

export interface ArticleWhole {
  article: Article
  versions: ArticleVersion[]
  mark: string
}

export interface ArticleSent {
  question: string
  answer: string
  keywords: string[]
  category: string
  basis: string
  unit: string
  valid_for: string
  valid_from: string | null
  valid_until: string | null
}

interface Marked {
  code: string
  version: number
  mark: string
}

interface Asked {
  text: string
  area?: string
}

export const knowledge = {
  list: (q: string, standing: string, signal?: AbortSignal) =>
    call<Articles>(`${V1}/knowledge`, { query: { q, ...(standing ? { standing } : {}) }, ...(signal ? { signal } : {}) }),
  article: (code: string) => call<ArticleWhole>(articleOf(code)),
  add: (code: string, body: ArticleSent) => call<Marked>(`${V1}/knowledge`, { method: 'POST', body: { ...body, code } }),
  change: (code: string, body: ArticleSent, mark: string) => call<Marked>(articleOf(code), { method: 'PUT', body: { ...body, mark } }),
  publish: (code: string, mark: string) => call<Marked>(`${articleOf(code)}/publish`, { method: 'POST', body: { mark } }),
  withdraw: (code: string, mark: string) => call<Marked>(`${articleOf(code)}/withdraw`, { method: 'POST', body: { mark } }),
  answers: (body: Asked, signal?: AbortSignal) => call<{ items: Offered[] }>(`${V1}/answers`, { method: 'POST', body, ...(signal ? { signal } : {}) }),

  // --- citizens ------------------------------------------------------------------------------------------------
  read: (q: string, area: string) => call<{ items: Offered[] }>(`${V1}/public/knowledge`, { query: { q, area } }),
  hints: (body: Asked, signal?: AbortSignal) =>
    call<{ items: Offered[] }>(`${V1}/public/knowledge/answers`, { method: 'POST', body, ...(signal ? { signal } : {}) }),
}
