// @vitest-environment happy-dom
/** What a citizen wrote is never lost and never sent twice, whatever the network does. */
import 'fake-indexeddb/auto'

import type { Receipt } from '@fengqiao/shared/api/contract'
import { Problem } from '@fengqiao/shared/api/problem'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'

import { emptyReport } from '../report/draft'
import { round, sendOne, type Ports, type Send } from './sender'
import { inMemory, openStore, type Store } from './store'
import { after, awake, claimed, isDue, LEASE, nextMoment, outcomeOf, pause, waitingOf, type Waiting } from './waiting'

const receipt = (code: string): Receipt => ({ code, secret: 's', query_code: code, tracking_url: '/t/s', prompt: '', notices: [], right_door: null, repeated: false })
const said = (text: string) => ({ ...emptyReport(), text, phone: '13800138000' })

/** A server that answers by key, as ours does, and a network that cuts before or after it was reached. */
class Server {
  matters = new Map<string, string>()
  photos = new Set<string>()
  constructor(private readonly cut: () => 'no' | 'before' | 'after') {}

  send: Send = (report, _store) => {
    const cut = this.cut()
    if (cut === 'before') return Promise.resolve({ is: 'away', wait: 0 })
    const photo = report.photos.find((one) => one.uploaded === '')
    if (photo) {
      this.photos.add(photo.id)
      return Promise.resolve(cut === 'after' ? { is: 'away', wait: 0 } : { is: 'uploaded', photo: photo.id, name: `server-${photo.id}` })
    }
    const code = this.matters.get(report.id) ?? `M${this.matters.size + 1}`
    this.matters.set(report.id, code)
    return Promise.resolve(cut === 'after' ? { is: 'away', wait: 0 } : { is: 'registered', answer: receipt(code) })
  }
}

const stores: [string, () => Promise<Store>][] = [['on the phone', openStore], ['in memory', () => Promise.resolve(inMemory())]]

describe.each(stores)('the outbox %s', (_name, opened) => {
  let store: Store
  let now = 1_000_000
  const ports = (send: Send): Ports => ({ store, send, now: () => now, changed: () => undefined })

  beforeEach(async () => {
    store = await opened()
    for (const one of await store.all()) await store.drop(one.id)
    now += 10 * LEASE
  })

  async function put(report: Waiting): Promise<void> {
    await store.change(() => ({ save: [report], give: undefined }))
  }

  it('sends the photos, then the report, and forgets number and photos', async () => {
    const report = waitingOf(said('路灯坏了'), [{ id: 'p1', uploaded: '' }], false, now)
    await store.putPhoto({ id: 'p1', report: report.id, name: 'a.jpg', blob: new Blob(['x']), at: now })
    await put(report)
    const server = new Server(() => 'no')
    const sent = await sendOne(ports(server.send), report.id)
    expect(sent?.state).toBe('sent')
    expect(sent?.answer?.code).toBe('M1')
    expect(JSON.stringify(await store.all())).not.toContain('13800138000')
    expect(await store.photo('p1')).toBeUndefined()
  })

  it('keeps everything, and makes one matter of one report, wherever the network is cut', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.constantFrom('no', 'before', 'after'), { maxLength: 12 }), fc.integer({ min: 1, max: 3 }), async (cuts, many) => {
      for (const one of await store.all()) await store.drop(one.id)
      const left = [...cuts] as ('no' | 'before' | 'after')[]
      const server = new Server(() => left.shift() ?? 'no')
      for (let n = 0; n < many; n += 1) await put(waitingOf(said(`第${n}件`), [{ id: `p${n}`, uploaded: '' }], false, now + n))
      for (let turn = 0; turn < 20; turn += 1) {
        await round(ports(server.send))
        now += LEASE * 10
      }
      const all = await store.all()
      expect(all.map((one) => one.state)).toEqual(all.map(() => 'sent'))
      expect(all).toHaveLength(many)
      expect(server.matters.size).toBe(many)
      expect(new Set(all.map((one) => one.answer?.code)).size).toBe(many)
    }), { numRuns: 60, seed: 20261127 })
  })

  it('lets two tabs send one report once', async () => {
    await put(waitingOf(said('井盖'), [], false, now))
    let calls = 0
    const send: Send = async () => {
      calls += 1
      await Promise.resolve()
      return { is: 'registered', answer: receipt('M1') }
    }
    await Promise.all([round(ports(send)), round(ports(send))])
    expect(calls).toBe(1)
  })

  it.each([[true, 'sent'], [false, 'sending']])('takes over at once what a page that ended was sending: nobody has it is %s', async (free, state) => {
    await put(claimed(waitingOf(said('井盖'), [], false, now), now))
    const locks = { request: (_name: string, _how: unknown, work: (lock: unknown) => Promise<unknown>) => work(free ? {} : null) }
    Object.defineProperty(navigator, 'locks', { value: locks, configurable: true })
    try {
      await round(ports(new Server(() => 'no').send))
    } finally {
      Reflect.deleteProperty(navigator, 'locks')
    }
    expect((await store.all()).map((one) => one.state)).toEqual([state])
  })

  it('stops at the first that finds no network', async () => {
    await put(waitingOf(said('一'), [], false, now))
    await put(waitingOf(said('二'), [], false, now + 1))
    let calls = 0
    await round(ports(() => { calls += 1; return Promise.resolve({ is: 'away', wait: 0 }) }))
    expect(calls).toBe(1)
  })

  it('gives a refused report back to the form with its photos', async () => {
    const report = waitingOf(said('x'), [], false, now)
    await store.putPhoto({ id: 'p9', report: report.id, name: 'a.jpg', blob: new Blob(['x']), at: now })
    await put(report)
    const refused = await sendOne(ports(() => Promise.resolve({ is: 'refused', fault: { status: 400, code: 'invalid_data', field: 'text', zh: '太长', en: 'too long' } })), report.id)
    expect(refused?.state).toBe('refused')
    await store.takeBack(report.id)
    expect(await store.all()).toEqual([])
    expect(await store.photosOf(report.id)).toHaveLength(1)
  })
})

describe('a report that waits', () => {
  const now = 5_000
  const report = waitingOf(said('x'), [{ id: 'p', uploaded: 'old' }], false, now)

  it('is taken over only when its sender has been silent for long', () => {
    const taken = claimed(report, now)
    expect(isDue(taken, now + LEASE - 1)).toBe(false)
    expect(isDue(taken, now + LEASE)).toBe(true)
  })

  it('waits longer each time, and not at all once the network is back', () => {
    expect([1, 2, 3, 20].map(pause)).toEqual([5_000, 10_000, 20_000, 300_000])
    const away = after(claimed(report, now), { is: 'away', wait: 0 }, now)
    expect(nextMoment([away])).toBe(now + 5_000)
    expect(nextMoment([awake(away)])).toBe(0)
    expect(after(claimed(report, now), { is: 'away', wait: 60_000 }, now).nextAt).toBe(now + 60_000)
  })

  it('sends photos again that the server has forgotten, three times at most', () => {
    const fault = { status: 400, code: 'invalid_data', field: 'photos', zh: '', en: '' }
    let one = claimed(report, now)
    for (let n = 0; n < 3; n += 1) {
      one = after(one, { is: 'photos_gone', fault }, now)
      expect(one.photos[0]?.uploaded).toBe('')
    }
    expect(after(one, { is: 'photos_gone', fault }, now).state).toBe('refused')
  })

  it.each([
    [0, '', 'away'], [503, '', 'away'], [429, '', 'away'], [400, 'photos', 'photos_gone'], [400, 'text', 'refused'], [413, '', 'refused'],
  ])('after %i on %s is %s', (status, field, outcome) => {
    expect(outcomeOf(new Problem(status, { code: 'c', field })).is).toBe(outcome)
  })
})
