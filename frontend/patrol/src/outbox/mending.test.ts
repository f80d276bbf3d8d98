import type { MatterDetail } from '@fengqiao/shared/api/contract'
import { describe, expect, it } from 'vitest'

import { asNote, asReport, draftOf, isEditable, newsOf, waysOf, wordsOf } from './mending'
import { fresh, type OutRecord, type What } from './record'

const record = (what: What, more: Partial<OutRecord> = {}): OutRecord => ({
  ...fresh({ id: 'k', owner: 'li', seat: 's', title: 't', what, photos: [{ id: 'p', part: 'before' }] }, 0), ...more,
})
const verified = record({ kind: 'act', code: 'M1', action: 'verified', version: 3, data: { result: true, note: 'it is there' } }, { state: 'conflict' })
const matter = (actions: string[], seqs: number[] = []) =>
  ({ code: 'M1', version: 9, actions, timeline: seqs.map((seq) => ({ seq })) }) as unknown as MatterDetail

describe('what a conflict leaves', () => {
  it.each<[string[], string[]]>([
    [['verified'], ['again']],
    [['verified', 'add_progress'], ['again', 'note']],
    [['add_progress'], ['note']],
    [[], ['report']],
  ])('with %j offered is %j', (offered, ways) => {
    expect(waysOf(verified, matter(offered))).toEqual(ways)
  })

  it('of a sweep is a report of its own, for what was found', () => {
    const place = { grid: 'g' }
    expect(waysOf(record({ kind: 'sweep', sweep: 1, grid: 'g', item: '', found: null }), null)).toEqual([])
    const found = record({ kind: 'sweep', sweep: 1, grid: 'g', item: '', found: { text: 'x', category: 'H0202', urgency: '', place } })
    expect(waysOf(found, null)).toEqual(['report'])
    expect(asReport(found, 'k2', 'x', 'other', 5).what).toEqual({ kind: 'report', report: { text: 'x', category: 'H0202', urgency: '', place } })
  })

  it('shows what happened since the worker looked, oldest first', () => {
    expect(newsOf(verified, matter([], [9, 2, 3, 4])).map((entry) => entry.seq)).toEqual([4, 9])
  })

  it('keeps words and photos under a new key', () => {
    const note = asNote(verified, matter([]), 'k2', wordsOf(verified), 5)
    expect(note).toMatchObject({ id: 'k2', state: 'waiting', photos: [{ id: 'p', part: 'after', uploaded: '' }] })
    expect(note.what).toEqual({ kind: 'act', code: 'M1', action: 'add_progress', version: 9, data: { note: 'it is there' } })
  })
})

describe('a refused report', () => {
  const report = { text: 'x', category: 'c', urgency: 'urgent' as const, place: { grid: 'g', lon: 1, lat: 2, datum: 'wgs84' as const } }

  it('is written anew with all that it held', () => {
    const refused = record({ kind: 'report', report }, { state: 'refused' })
    expect(isEditable(refused)).toBe(true)
    expect(draftOf(refused)).toEqual({
      kind: 'urgent', value: { text: 'x', category: 'c', grid: 'g', address: '', point: { lon: 1, lat: 2 }, reply: '', photos: [{ id: 'p', part: 'before' }] },
    })
  })

  it('is not, while the server may have it', () => {
    expect(isEditable(record({ kind: 'report', report }, { state: 'refused', uncertain: true }))).toBe(false)
    expect(isEditable(record({ kind: 'self_handle', report, reply: 'y' }, { state: 'refused', code: 'M2' }))).toBe(false)
    expect(isEditable(verified)).toBe(false)
  })
})
