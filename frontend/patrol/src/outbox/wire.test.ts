import { Problem } from '@fengqiao/shared/api/problem'
import { afterEach, describe, expect, it, vi } from 'vitest'

import { fresh, type OutRecord, type What } from './record'
import { nextStep } from './sync'
import { outcomeOf, sendBy } from './wire'

const REPORT = { text: 'a cover is loose', category: 'P0102', urgency: '' as const, place: { grid: 'g' } }
const record = (what: What, photos: OutRecord['photos'] = []) => ({ ...fresh({ id: 'key-1', owner: 'li', seat: 's', title: 't', what, photos: [] }, 0), photos })
const shelf = { blobOf: () => Promise.resolve(new Blob(['x'])), smaller: () => Promise.resolve(true) }
const answers = (...given: [number, unknown][]) => {
  const calls = vi.fn<typeof fetch>()
  for (const [status, body] of given) calls.mockResolvedValueOnce(new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } }))
  vi.stubGlobal('fetch', calls)
  return calls
}
const go = (one: OutRecord, patience?: number) => sendBy(shelf, patience)(one, nextStep(one))

afterEach(() => { vi.unstubAllGlobals() })

describe('what an answer means', () => {
  it.each<[number, object, string]>([
    [0, {}, 'away'], [408, {}, 'away'], [429, {}, 'away'], [500, {}, 'away'], [503, {}, 'away'], [507, {}, 'away'],
    [401, {}, 'signed_out'], [403, { code: 'csrf' }, 'signed_out'], [403, { code: 'not_allowed_for_post' }, 'refused'],
    [409, { code: 'lost_race', current_version: 5 }, 'conflict'], [409, { code: 'key_reused' }, 'refused'], [409, { code: 'wrong_state' }, 'refused'],
    [413, {}, 'too_large'], [400, { field: 'photos' }, 'photos_gone'], [400, { field: 'text' }, 'refused'], [404, {}, 'refused'],
  ])('%i %j: %s', (status, details, is) => {
    expect(outcomeOf(new Problem(status, details)).is).toBe(is)
  })

  it('waits as long as the server asks, and keeps its words in both languages', () => {
    expect(outcomeOf(new Problem(503, {}, 7))).toEqual({ is: 'away', wait: 7_000 })
    expect(outcomeOf(new Problem(400, { field: 'text', detail: '请写几句话。', detail_en: 'Write.' }))).toMatchObject({ fault: { zh: '请写几句话。', en: 'Write.' } })
  })
})

describe('the steps as calls', () => {
  it('send the key of the record every time, and the photos as files of the server', async () => {
    const calls = answers([201, { code: 'M1', version: 1 }])
    const one = record({ kind: 'report', report: REPORT }, [{ id: 'p', part: 'before', uploaded: 'file' }])
    expect(await go(one)).toEqual({ is: 'done', code: 'M1', version: 1 })
    const [path, given] = calls.mock.calls[0] ?? []
    expect(path).toBe('/api/v1/matters')
    expect(given?.headers).toMatchObject({ 'Idempotency-Key': 'key-1' })
    expect(JSON.parse(String(given?.body))).toEqual({ text: REPORT.text, channel: 'grid_patrol', category: 'P0102', place: { grid: 'g' }, photos: ['file'] })
  })

  it('make a photo smaller that is too large on the way, and give up one that cannot be', async () => {
    const one = record({ kind: 'report', report: REPORT }, [{ id: 'p', part: 'before', uploaded: '' }])
    answers([413, {}])
    expect((await go(one)).is).toBe('too_large')
    answers([413, {}])
    expect((await sendBy({ ...shelf, smaller: () => Promise.resolve(false) })(one, nextStep(one))).is).toBe('refused')
    expect((await sendBy({ ...shelf, blobOf: () => Promise.resolve(null) })(one, nextStep(one))).is).toBe('refused')
  })

  it('give up waiting for an answer that does not come', async () => {
    vi.stubGlobal('fetch', (_: string, given: RequestInit) => new Promise((_resolve, reject) => {
      given.signal?.addEventListener('abort', () => { reject(new DOMException('', 'AbortError')) })
    }))
    expect(await go(record({ kind: 'report', report: REPORT }), 1)).toEqual({ is: 'away', wait: 0 })
  })
})

describe('a finding of a sweep that was noted before', () => {
  const found = record({ kind: 'sweep', sweep: 4, grid: 'g', item: '3-2', found: REPORT })

  it('is ours if it has our words', async () => {
    answers([200, { result: 'found', code: 'M1', repeated: true }], [200, { text: REPORT.text }])
    expect((await go(found)).is).toBe('done')
  })

  it('is shown to the worker if it is somebody else’s', async () => {
    answers([200, { result: 'found', code: 'M1', repeated: true }], [200, { text: 'something else' }])
    expect((await go(found)).is).toBe('conflict')
    answers([200, { result: 'none', code: '', repeated: true }])
    expect((await go(found)).is).toBe('conflict')
  })

  it('is no question where nothing was found', async () => {
    answers([200, { result: 'found', code: 'M1', repeated: true }])
    expect((await go(record({ kind: 'sweep', sweep: 4, grid: 'g', item: '', found: null }))).is).toBe('done')
  })
})
