import 'fake-indexeddb/auto'

import { beforeEach, describe, expect, it } from 'vitest'

import { forgetDay, phone } from '../phone/db'
import { photosIn } from '../phone/drafts'
import { fresh, type OutRecord } from './record'
import { drop, enqueue, phoneStore, SENT_SHOWN, tidy, waitingOn } from './store'

const record = (id: string, more: Partial<OutRecord> = {}): OutRecord => ({
  ...fresh({
    id, owner: 'li', seat: 's', title: id, photos: [{ id: `photo-${id}`, part: 'before' }],
    what: { kind: 'report', report: { text: 'x', category: '', urgency: '', place: {} } },
  }, 0), ...more,
})
const names = async (store: 'records' | 'photos' | 'drafts') => (await (await phone()).getAllKeys(store)).map(String).sort()
const photo = async (id: string, at = 0) => (await phone()).put('photos', { id, owner: 'li', blob: new Blob(['x']), at })

beforeEach(async () => {
  const db = await phone()
  for (const store of ['records', 'photos', 'drafts', 'tasks', 'day'] as const) await db.clear(store)
})

describe('the outbox on the phone', () => {
  it('takes a record in and its draft away, in one', async () => {
    await (await phone()).put('drafts', { name: 'd', owner: 'li', value: {} })
    await enqueue(record('a'), 'd')
    expect([await names('records'), await names('drafts')]).toEqual([['a'], []])
  })

  it('forgets the photos of what was sent, and of nothing else', async () => {
    for (const id of ['a', 'b']) {
      await photo(`photo-${id}`)
      await enqueue(record(id), '')
    }
    await phoneStore.keep(record('a', { state: 'sent' }))
    await phoneStore.keep(record('b', { state: 'refused' }))
    expect([await names('records'), await names('photos')]).toEqual([['a', 'b'], ['photo-b']])
  })

  it('never brings back what the worker has dropped meanwhile', async () => {
    await enqueue(record('a'), '')
    await drop(record('a'))
    await phoneStore.keep(record('a', { state: 'waiting' }))
    expect(await names('records')).toEqual([])
  })

  it('gives a record to one of two tabs', async () => {
    await enqueue(record('a'), '')
    const take = () => phoneStore.change('li', (found) => {
      const free = found.filter((one) => one.state === 'waiting')
      return { save: free.map((one) => ({ ...one, state: 'sending' as const })), give: free.length }
    })
    expect((await Promise.all([take(), take(), take()])).sort()).toEqual([0, 0, 1])
  })

  it('keeps what waits when somebody signs out, and counts it for whoever comes next', async () => {
    await enqueue(record('a'), '')
    await (await phone()).put('drafts', { name: 'd', owner: 'li', value: {} })
    await forgetDay()
    expect([await names('records'), await names('drafts')]).toEqual([['a'], []])
    expect(await waitingOn('wang')).toEqual({ mine: 0, others: 1 })
    expect(await phoneStore.all('wang')).toEqual([])
  })

  it('is tidied: old sent records and photos that nothing names go, all others stay', async () => {
    const now = SENT_SHOWN * 3
    await enqueue(record('old', { state: 'sent', sentAt: 1 }), '')
    await enqueue(record('new', { state: 'sent', sentAt: now - 1 }), '')
    await enqueue(record('open'), '')
    await (await phone()).put('drafts', { name: 'd', owner: 'li', value: { photos: [{ id: 'drawn' }] } })
    for (const id of ['photo-open', 'drawn', 'nobody']) await photo(id)
    await photo('just-taken', now - 1)
    await tidy(now, photosIn)
    expect(await names('records')).toEqual(['new', 'open'])
    expect(await names('photos')).toEqual(['drawn', 'just-taken', 'photo-open'])
  })
})
