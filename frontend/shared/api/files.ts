/** The contract of evidence, papers, hand-overs and figures. Nothing but types and calls stands here. */
import type { MatterDocument, Word } from './contract'
import { call } from './http'
import { uploadTo } from './upload'

const V1 = '/api/v1'
const matter = (code: string) => `${V1}/matters/${encodeURIComponent(code)}`
const own = (secret: string) => `${V1}/public/party/${encodeURIComponent(secret)}`
const given = (signal?: AbortSignal) => (signal ? { signal } : {})

export interface Evidence {
  id: string
  party: string
  title: string
  mime: string
  size: number
  pages: number
  added_at: string
  added_post: string
  shared: boolean
  shared_at: string | null
  /** "", asked, reading, read, blank or failed. */
  reading: string
  readable: boolean
  may_share: boolean
}

/** What a machine read: `draft` is never a fact, and `note` says so. */
export interface Reading {
  evidence: string
  state: string
  asked_at: string | null
  ended_at: string | null
  pages: number
  draft: string
  machine_draft: boolean
  fault: string
  note: Word
}

/** A numbered paper with its issues and receipts; `state` is that of its last issue. */
export interface Paper extends MatterDocument {
  unit: string
  unit_name: string
  state: string
  void: string
  may_open: boolean
  /** Whether the own unit issued it, so that it may issue it again or say that it does not count. */
  may_change: boolean
  issues: { issue: number; printed_at: string | null; sha256: string; pages: number }[]
  receipts: { issue: number; recipient: string; way: string; at: string; unit: string; unit_name: string }[]
}

export interface OwnPaper {
  id: string
  template: string
  name: string
  number: string
  at: string
  unit_name: string
  state: string
  pages: number
  url: string
}

export interface OwnEvidence {
  id: string
  mine: boolean
  side: string
  title: string
  mime: string
  size: number
  pages: number
  added_at: string
  shared: boolean
  may_share: boolean
  file: string
  picture: string
}

/** What would go over to a docked body; a person is opened only when it is sent. */
export interface Handover {
  docking: string
  name: Word
  to: string
  to_name: string
  number: string
  referred: string
  fields: { field: string; name: Word; personal: boolean; value: string }[]
}

export interface Docking {
  docking: string
  name: Word
  bodies: { code: string; name: Word }[]
}

export interface Figure {
  code: string
  name: Word
  basis: string
  numerator: number
  denominator: number
  shown: string
  above: string[]
  below: string[]
}

export interface Counted {
  code: string
  name: Word
  n: number
}

export interface DisputeFigures {
  first: string | null
  last: string | null
  area: string
  items: Figure[]
  counts: Counted[]
  apart: Counted[]
}

export const files = {
  evidence: (code: string, signal?: AbortSignal) => call<{ items: Evidence[]; may_bring: boolean }>(`${matter(code)}/evidence`, given(signal)),
  bring: (code: string, party: string, file: File, onProgress: (share: number) => void) =>
    uploadTo<Evidence>(`${matter(code)}/evidence${party ? `?party=${encodeURIComponent(party)}` : ''}`, file, onProgress),
  share: (code: string, piece: string) => call<Evidence>(`${matter(code)}/evidence/${piece}/share`, { method: 'POST', body: {} }),
  askReading: (code: string, piece: string) => call<Reading>(`${matter(code)}/evidence/${piece}/reading`, { method: 'POST', body: {} }),
  reading: (code: string, piece: string) => call<Reading>(`${matter(code)}/evidence/${piece}/reading`),
  evidenceFile: (code: string, piece: string) => `${matter(code)}/evidence/${piece}/file`,
  evidencePicture: (code: string, piece: string, small = false) => `${matter(code)}/evidence/${piece}/picture${small ? '?small=1' : ''}`,
  papers: (code: string, signal?: AbortSignal) => call<{ items: Paper[] }>(`${matter(code)}/documents`, given(signal)),
  paper: (code: string, paper: string, form: 'pdf' | 'docx') => `${matter(code)}/documents/${paper}/${form}`,
  receive: (code: string, paper: string, body: { recipient: string; way: string }) =>
    call<{ id: string }>(`${matter(code)}/documents/${paper}/receipt`, { method: 'POST', body }),
  reissue: (code: string, paper: string, body: { reason: string }) =>
    call<{ issue: number }>(`${matter(code)}/documents/${paper}/issue`, { method: 'POST', body }),
  void: (code: string, paper: string, body: { reason: string }) =>
    call<{ id: string }>(`${matter(code)}/documents/${paper}/void`, { method: 'POST', body }),
  dossier: (code: string) => `${matter(code)}/dossier`,
  handover: (code: string, signal?: AbortSignal) => call<Handover>(`${matter(code)}/handover`, given(signal)),
  dockings: () => call<{ items: Docking[] }>(`${V1}/dockings`),
  figures: (first: string, last: string, signal?: AbortSignal) => call<DisputeFigures>(`${V1}/figures/disputes`, { query: { first, last }, ...given(signal) }),
}

export const ownFiles = {
  papers: (secret: string) => call<{ items: OwnPaper[] }>(`${own(secret)}/papers`),
  evidence: (secret: string) => call<{ items: OwnEvidence[]; may_bring: boolean }>(`${own(secret)}/evidence`),
  bring: (secret: string, file: File, onProgress: (share: number) => void) => uploadTo<OwnEvidence>(`${own(secret)}/evidence`, file, onProgress),
  share: (secret: string, piece: string) => call<OwnEvidence>(`${own(secret)}/evidence/${piece}/share`, { method: 'POST', body: {} }),
}
