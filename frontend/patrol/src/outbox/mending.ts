/** What becomes of a record that the server did not take: pure, the pages only offer it. */
import type { MatterDetail, TimelineEntry } from '@fengqiao/shared/api/contract'

import { emptyReport, type Kind, type ReportDraft } from '../report/draft'
import { fresh, type OutRecord } from './record'

/** The words that a record brings, whatever its kind. */
export function wordsOf(record: OutRecord): string {
  const { what } = record
  if (what.kind === 'report') return what.report.text
  if (what.kind === 'self_handle') return [what.report.text, what.reply].join('\n')
  if (what.kind === 'sweep') return what.found?.text ?? ''
  return ['note', 'reply', 'reason'].flatMap((name) => (typeof what.data[name] === 'string' ? [what.data[name]] : [])).join('\n')
}

/** What happened to the matter since the worker saw it, oldest first. */
export function newsOf(record: OutRecord, matter: MatterDetail): TimelineEntry[] {
  const seen = record.what.kind === 'act' ? record.what.version : 0
  return matter.timeline.filter((entry) => entry.seq > seen).sort((one, other) => one.seq - other.seq)
}

export type Way = 'again' | 'note' | 'report'

/** The ways that the matter still leaves for what the worker did; giving up is always one more. */
export function waysOf(record: OutRecord, matter: MatterDetail | null): Way[] {
  if (record.what.kind === 'sweep') return record.what.found ? ['report'] : []
  if (record.what.kind === 'report' || !matter) return ['again']
  const action = record.what.kind === 'act' ? record.what.action : 'self_handle'
  const again: Way[] = matter.actions.includes(action) ? ['again'] : []
  const note: Way[] = matter.actions.includes('add_progress') && action !== 'add_progress' ? ['note'] : []
  return again.length || note.length ? [...again, ...note] : ['report']
}

/** The same as a note on the matter as it is now; `id` is a new key, because it is another act. */
export function asNote(record: OutRecord, matter: MatterDetail, id: string, words: string, now: number): OutRecord {
  const photos = record.photos.map((shot) => ({ id: shot.id, part: 'after' as const }))
  const what = { kind: 'act' as const, code: matter.code, action: 'add_progress', version: matter.version, data: { note: words } }
  return fresh({ id, owner: record.owner, seat: record.seat, title: record.title, what, photos }, now)
}

/** The same as a report of its own, so that nothing seen on the spot is lost. */
export function asReport(record: OutRecord, id: string, words: string, grid: string, now: number): OutRecord {
  const photos = record.photos.map((shot) => ({ id: shot.id, part: 'before' as const }))
  const place = record.what.kind === 'sweep' && record.what.found ? record.what.found.place : { ...(grid ? { grid } : {}) }
  const category = record.what.kind === 'sweep' ? (record.what.found?.category ?? '') : ''
  return fresh({ id, owner: record.owner, seat: record.seat, title: record.title, what: { kind: 'report', report: { text: words, category, urgency: '', place } }, photos }, now)
}

/** Whether a refused record may be written anew: not when the server may have it already. */
export function isEditable(record: OutRecord): boolean {
  return record.state === 'refused' && !record.uncertain && !record.code && (record.what.kind === 'report' || record.what.kind === 'self_handle')
}

export function draftOf(record: OutRecord): { kind: Kind; value: ReportDraft } | null {
  if (record.what.kind !== 'report' && record.what.kind !== 'self_handle') return null
  const { report } = record.what
  const { lon, lat } = report.place
  return {
    kind: record.what.kind === 'self_handle' ? 'self' : report.urgency ? 'urgent' : 'report',
    value: {
      ...emptyReport(), text: report.text, category: report.category, grid: report.place.grid ?? '', address: report.place.address ?? '',
      point: lon !== undefined && lat !== undefined ? { lon, lat } : null, reply: record.what.kind === 'self_handle' ? record.what.reply : '',
      photos: record.photos.map(({ id, part }) => ({ id, part })),
    },
  }
}
