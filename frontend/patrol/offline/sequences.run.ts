/**
 * Random sequences of writing, sending, cuts, lost answers, switched-off phones, ended sessions and changes by others, with the
 * outbox as it is on the phone (store, sync, wire) and a real server. What the phone believes is written down; the test that
 * started this compares it with the ledger.
 */
import 'fake-indexeddb/auto'

import { appendFileSync } from 'node:fs'

import { newKey } from '@fengqiao/shared/api/http'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'

import { fresh, type OutRecord, type Report, type Shot, type What } from '../src/outbox/record'
import { round, type Send } from '../src/outbox/sender'
import { enqueue, phoneStore } from '../src/outbox/store'
import { retried } from '../src/outbox/sync'
import { sendBy } from '../src/outbox/wire'
import { blobOf } from '../src/phone/photos'
import { phone } from '../src/phone/db'
import { Network, photos, type Cut } from './server'

const SEQUENCES = Number(process.env['FENGQIAO_SEQUENCES'] ?? 10)
const SEED = Number(process.env['FENGQIAO_SEED'] ?? Date.now() % 1_000_000)
const BOOK = process.env['FENGQIAO_BOOK'] ?? ''
const GRID = '330999001001001'
const OWNER = 'grid_worker'
const LATER = 3_600_000

class SwitchedOff extends Error {}

type Move = { do: 'write'; what: 'report' | 'self' | 'note'; photos: number } | { do: 'send'; off: number } | { do: 'wait' } | { do: 'others' } | { do: 'session'; on: boolean }

const move: fc.Arbitrary<Move> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('write' as const), what: fc.constantFrom('report' as const, 'self' as const, 'note' as const), photos: fc.nat(2) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('send' as const), off: fc.nat(8) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('others' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('session' as const), on: fc.boolean() }) },
)
const cuts = fc.array(fc.constantFrom<Cut>('no', 'no', 'before', 'behind'), { maxLength: 24 })

let network: Network
let code = ''
let now = Date.now()
let taken = 0
let last = ''
const sendIt = sendBy({ blobOf, smaller: () => Promise.resolve(false) })

beforeAll(async () => {
  expect(photos.length).toBeGreaterThan(0)
  network = await Network.open()
  // A matter that the worker's own grid works on, for notes that others come between.
  const made = await network.desk('/matters', { text: 'a cover', channel: 'phone', category: 'P0102', place: { grid: GRID }, accept: true })
  code = String(made['code'])
  await network.dispatched(code, 'GRID_001001001')
})

describe('random sequences against a running installation', () => {
  it(`leave nothing on the phone and nothing undone (${SEQUENCES}, seed ${SEED})`, async () => {
    await fc.assert(fc.asyncProperty(fc.array(move, { minLength: 2, maxLength: 12 }), cuts, async (moves, plan) => {
      network.plan = [...plan]
      const written: string[] = []
      for (const one of moves) await play(one, written)
      await settle()
      const kept = await phoneStore.all(OWNER)
      for (const id of written) expect(kept.find((one) => one.id === id)?.state, id).toBe('sent')
      appendFileSync(BOOK, kept.map((one) => `${JSON.stringify({ kind: one.what.kind, token: tokenOf(one), code: one.code, photos: one.photos.length })}\n`).join(''))
      const db = await phone()
      expect(await db.count('photos')).toBe(0)
      await db.clear('records')
      last = ''
    }), { numRuns: SEQUENCES, seed: SEED, endOnFailure: true })
  })
})

async function play(one: Move, written: string[]): Promise<void> {
  if (one.do === 'write') written.push(await write(one.what, one.photos))
  else if (one.do === 'send') await send(one.off)
  else if (one.do === 'wait') now += LATER
  else if (one.do === 'session') network.session = one.on
  else await network.desk(`/matters/${code}/actions/add_material`, { data: { text: 'it still rattles' } })
}

async function write(kind: 'report' | 'self' | 'note', many: number): Promise<string> {
  const id = newKey()
  const token = `zq${id.replaceAll('-', '')}`
  const report: Report = { text: token, category: 'P0102', urgency: '', place: { grid: GRID } }
  const what: What = kind === 'report' ? { kind: 'report', report }
    : kind === 'self' ? { kind: 'self_handle', report, reply: token }
      : { kind: 'act', code, action: 'add_progress', version: await network.version(code), data: { note: token } }
  const shots: Omit<Shot, 'uploaded'>[] = []
  for (let place = 0; place < (kind === 'self' ? Math.max(1, many) : many); place += 1) {
    const blob = photos[taken++ % photos.length] ?? new Blob()
    const shot = { id: newKey(), part: kind === 'report' || (kind === 'self' && place > 0) ? 'before' as const : 'after' as const }
    await (await phone()).put('photos', { id: shot.id, owner: OWNER, blob, at: now })
    shots.push(shot)
  }
  now += 1
  await enqueue(fresh({ id, owner: OWNER, seat: '', title: token, what, photos: shots, after: kind === 'note' ? last : '' }, now), '')
  if (kind === 'note') last = id
  return id
}

/** Sends what is due; `off` steps later the phone is switched off, with whatever was not kept by then. */
async function send(off: number): Promise<void> {
  let left = off === 0 ? Number.POSITIVE_INFINITY : off
  const until: Send = async (record, step) => {
    const outcome = await sendIt(record, step)
    left -= 1
    if (left <= 0) throw new SwitchedOff()
    return outcome
  }
  try {
    await round({ store: phoneStore, send: until, now: () => now, chance: () => 0.5 }, OWNER, true)
  } catch (error) {
    if (!(error instanceof SwitchedOff)) throw error
  }
}

/** The network and the session are back; what met a conflict is sent again on the matter as it is now. */
async function settle(): Promise<void> {
  network.plan = []
  network.session = true
  for (let turn = 0; turn < 100; turn += 1) {
    now += LATER
    await send(0)
    const open = (await phoneStore.all(OWNER)).filter((one) => one.state !== 'sent')
    if (open.every((one) => one.state === 'refused')) return
    for (const one of open) if (one.state === 'conflict') await phoneStore.keep(retried(one, await network.version(code)))
  }
}

function tokenOf(record: OutRecord): string {
  const { what } = record
  return what.kind === 'act' ? String(what.data['note']) : what.kind === 'sweep' ? '' : what.report.text
}
