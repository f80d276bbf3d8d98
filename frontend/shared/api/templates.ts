/** The wording of document templates (设置 → 文书模板), and the calls that read, try and change it. */
import { call } from './http'

const ALL = '/api/v1/settings/templates'
const templateOf = (code: string) => `${ALL}/${encodeURIComponent(code)}`

export interface TemplateLine {
  code: string
  name: string
  version: number
  in_use: boolean
  /** Its text is no longer the shipped one. */
  own: boolean
}

export interface Wording {
  name_zh: string
  name_en: string
  body: string
}

export interface PastWording extends Wording {
  version: number
  since: string
}

export interface TemplateWhole extends Wording {
  code: string
  version: number
  in_use: boolean
  standard: string
  places: string[]
  required: string[]
  versions: PastWording[]
}

/** The first pages as PNG in base64; `silent` are the places that stay empty on such a paper. */
export interface TemplatePreview {
  pages: number
  images: string[]
  silent: string[]
}

export const templates = {
  listed: (signal?: AbortSignal) => call<{ items: TemplateLine[] }>(ALL, signal ? { signal } : {}),
  template: (code: string, signal?: AbortSignal) => call<TemplateWhole>(templateOf(code), signal ? { signal } : {}),
  preview: (code: string, words: Wording, signal?: AbortSignal) =>
    call<TemplatePreview>(`${templateOf(code)}/preview`, { method: 'POST', body: words, ...(signal ? { signal } : {}) }),
  change: (code: string, words: Wording, version: number) => call<TemplateWhole>(templateOf(code), { method: 'PUT', body: { ...words, version } }),
}
