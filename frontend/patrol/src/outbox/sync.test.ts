/** No record is lost, none is done twice, whatever is cut and in whichever order. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

import { memoryStore } from './memory'
import { fresh, type Fault, type OutRecord, type What } from './record'
import { round, type Ports, type Send } from './sender'
import { after, awake, countsOf, isDue, LEASE, LONGEST_PAUSE, nextMoment, nextStep, pause, pick, retried, type Outcome, type Step } from './sync'

const FAULT: Fault = { status: 400, code: 'invalid_data', field: 'text', zh: '', en: '', nextZh: '', nextEn: '' }
const REPORT = { text: 'a cover is loose', category: 'P0102', urgency: '' as const, place: { grid: 'g' } }
const draft = (id: string, what: What, photos: OutRecord['photos'] = []) =>
  ({ id, owner: 'li', seat: 'grid_worker@GRID', title: id, what, photos })
const report = (id: string, shots = 0) =>
  fresh(draft(id, { kind: 'report', report: REPORT }, shotsOf(id, shots)), 0)
const act = (id: string, code: string, version: number, before = '') =>
  fresh({ ...draft(id, { kind: 'act', code, action: 'sign', version, data: {} }), after: before }, 0)
const shotsOf = (id: string, many: number): OutRecord['photos'] =>
  Array.from({ length: many }, (_, place) => ({ id: `${id}-${place}`, part: 'before', uploaded: '' }))

describe('the steps of a record', () => {
  it('are its photos first, then itself, then what is done with it', () => {
    const self = fresh(draft('a', { kind: 'self_handle', report: REPORT, reply: 'done' }, shotsOf('a', 1)), 0)
    const shot = { id: 'a-0', part: 'before' as const, uploaded: '' }
    expect(nextStep(self)).toEqual({ do: 'upload', shot })
    const up = after(self, { do: 'upload', shot }, { is: 'done', uploaded: 'f1' }, 0, 0)
    expect(nextStep(up)).toEqual({ do: 'register' })
    const made = after(up, { do: 'register' }, { is: 'done', code: 'M1', version: 1 }, 0, 0)
    expect(made.state).not.toBe('sent')
    expect(nextStep(made)).toEqual({ do: 'act', version: 1 })
    expect(after(made, { do: 'act', version: 1 }, { is: 'done', code: 'M1', version: 5 }, 7, 0)).toMatchObject({ state: 'sent', sentAt: 7 })
  })

  it('follow each other on one matter, on the version that the one before made', () => {
    const first = act('a', 'M1', 3)
    const second = act('b', 'M1', 3, 'a')
    expect(isDue(second, 0, true, first)).toBe(false)
    const sent = after(first, { do: 'act', version: 3 }, { is: 'done', code: 'M1', version: 4 }, 0, 0)
    expect(isDue(second, 0, true, sent)).toBe(true)
    expect(nextStep(second, sent)).toEqual({ do: 'act', version: 4 })
    expect(pick([second], 0, true)?.id).toBe('b')
  })
})

describe('a record in the way of something', () => {
  it('waits longer each time, never longer than the longest pause, and not all phones at once', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (attempts, chance) => {
      expect(pause(attempts, chance)).toBeGreaterThan(0)
      expect(pause(attempts, chance)).toBeLessThanOrEqual(LONGEST_PAUSE * 1.25)
      expect(pause(attempts + 1, chance)).toBeGreaterThanOrEqual(pause(attempts, chance))
    }))
    expect(pause(1, 0)).not.toBe(pause(1, 1))
  })

  it('waits as long as the server asks', () => {
    const away = after(report('a'), { do: 'register' }, { is: 'away', wait: 300_000 }, 1_000, 0)
    expect(away).toMatchObject({ state: 'waiting', nextAt: 301_000, uncertain: true })
    expect(awake(away).nextAt).toBe(0)
    expect(nextMoment([away])).toBe(301_000)
  })

  it('is left to its sender until the lease has passed, or nobody else can be sending', () => {
    const sending: OutRecord = { ...report('a'), state: 'sending', lease: LEASE }
    expect(isDue(sending, LEASE - 1, false)).toBe(false)
    expect(isDue(sending, LEASE, false)).toBe(true)
    expect(isDue(sending, 0, true)).toBe(true)
  })

  it('needs the worker after a conflict or a refusal, and goes on as decided', () => {
    const conflict = after(act('a', 'M1', 3), { do: 'act', version: 3 }, { is: 'conflict', version: 6, fault: FAULT }, 0, 0)
    expect(countsOf([conflict, report('b')])).toEqual({ open: 2, stuck: 1, signedOut: false })
    expect(pick([conflict], Number.MAX_SAFE_INTEGER, true)).toBeUndefined()
    expect(nextStep(retried(conflict, 6))).toEqual({ do: 'act', version: 6 })
  })

  it('sends photos again that the server no longer has, a few times and no more', () => {
    let record: OutRecord = { ...report('a', 1), state: 'sending' }
    record = { ...record, photos: record.photos.map((one) => ({ ...one, uploaded: 'old' })) }
    let tries = 0
    while (record.state === 'sending' && tries < 20) {
      record = after(record, { do: 'register' }, { is: 'photos_gone', fault: FAULT }, 0, 0)
      tries += 1
    }
    expect(record.state).toBe('refused')
    expect(tries).toBe(4)
  })
})

/** A server that answers a key once, forgets nothing, and loses its answers when the network is cut behind it. */
class FakeServer {
  readonly done: { key: string; what: string }[] = []
  readonly files = new Set<string>()
  readonly versions = new Map<string, number>()
  private readonly answers = new Map<string, Outcome>()
  session = true

  constructor(private readonly cut: () => 'no' | 'before' | 'behind') {}

  readonly send: Send = (record, step) => {
    const cut = this.cut()
    if (cut === 'before') return Promise.resolve({ is: 'away', wait: 0 })
    const outcome = this.session ? this.answer(record, step) : { is: 'signed_out' as const }
    return Promise.resolve(cut === 'behind' ? { is: 'away', wait: 0 } : outcome)
  }

  private answer(record: OutRecord, step: Step): Outcome {
    if (step.do === 'upload') {
      const file = `f${this.files.size}`
      this.files.add(file)
      return { is: 'done', uploaded: file }
    }
    const key = `${step.do}/${record.id}`
    const first = this.answers.get(key)
    if (first) return first
    if (record.photos.some((one) => !this.files.has(one.uploaded))) return { is: 'photos_gone', fault: FAULT }
    return this.take(record, step, key)
  }

  private take(record: OutRecord, step: Step, key: string): Outcome {
    const code = record.code || `M-${record.id}`
    const standing = this.versions.get(code) ?? 0
    if (step.do === 'act' && step.version !== standing) return { is: 'conflict', version: standing, fault: FAULT }
    this.versions.set(code, standing + 1)
    this.done.push({ key, what: step.do })
    const answer: Outcome = { is: 'done', code, version: standing + 1 }
    this.answers.set(key, answer)
    return answer
  }
}

type Move = { kind: 'make'; what: 'report' | 'self' | 'act' | 'chain'; photos: number } | { kind: 'send'; crash: number } | { kind: 'wait' } | { kind: 'others' }
  | { kind: 'sign'; in: boolean } | { kind: 'clean' }

const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ kind: fc.constant('make' as const), what: fc.constantFrom('report' as const, 'self' as const, 'act' as const, 'chain' as const), photos: fc.nat(2) }),
  fc.record({ kind: fc.constant('send' as const), crash: fc.nat(12) }),
  fc.record({ kind: fc.constant('wait' as const) }),
  fc.record({ kind: fc.constant('others' as const) }),
  fc.record({ kind: fc.constant('sign' as const), in: fc.boolean() }),
  fc.record({ kind: fc.constant('clean' as const) }),
)
const cuts = fc.array(fc.constantFrom('no' as const, 'no' as const, 'before' as const, 'behind' as const), { maxLength: 60 })

/** The phone is switched off in the middle of a step: nothing after it happens. */
class SwitchedOff extends Error {}

describe('random cuts of network, session, phone and matter', () => {
  it('lose no record and do none twice', async () => {
    await fc.assert(fc.asyncProperty(fc.array(move, { minLength: 1, maxLength: 40 }), cuts, async (moves, plan) => {
      const world = new World(plan)
      for (const one of moves) await world.play(one)
      await world.settle()
      world.check()
    }), { numRuns: 300 })
  })
})

class World {
  private now = 0
  private made = 0
  private place = 0
  private left = Number.POSITIVE_INFINITY
  private last = ''
  readonly store = memoryStore()
  readonly server: FakeServer

  constructor(private plan: ('no' | 'before' | 'behind')[]) {
    this.server = new FakeServer(() => this.plan[this.place++] ?? 'no')
    this.server.versions.set('M', 1)
  }

  async play(one: Move): Promise<void> {
    if (one.kind === 'make') this.make(one.what, one.photos)
    else if (one.kind === 'send') await this.send(one.crash)
    else if (one.kind === 'wait') this.now += 60_000
    else if (one.kind === 'others') this.server.versions.set('M', (this.server.versions.get('M') ?? 0) + 1)
    else if (one.kind === 'sign') this.server.session = one.in
    else this.server.files.clear()
  }

  private make(what: string, photos: number): void {
    const id = `r${this.made++}`
    const version = this.server.versions.get('M') ?? 1
    const record = what === 'report' ? report(id, photos)
      : what === 'self' ? fresh(draft(id, { kind: 'self_handle', report: REPORT, reply: 'x' }, shotsOf(id, photos)), 0)
        : act(id, 'M', version, what === 'chain' ? this.last : '')
    if (record.what.kind === 'act') this.last = id
    this.store.add({ ...record, madeAt: this.made })
  }

  private async send(crash: number): Promise<void> {
    this.left = crash === 0 ? Number.POSITIVE_INFINITY : crash
    const ports: Ports = { store: this.store, send: (record, step) => this.step(record, step), now: () => this.now, chance: () => 0.5 }
    await round(ports, 'li', true).catch((error: unknown) => { if (!(error instanceof SwitchedOff)) throw error })
  }

  private async step(record: OutRecord, step: Step): Promise<Outcome> {
    this.left -= 1
    const outcome = await this.server.send(record, step)
    if (this.left <= 0) throw new SwitchedOff()
    return outcome
  }

  /** Everything is up again, and the worker sends once more what met a conflict. */
  async settle(): Promise<void> {
    this.plan = []
    this.server.session = true
    for (let turn = 0; turn < 200; turn += 1) {
      this.now += LONGEST_PAUSE * 2
      await this.send(0)
      for (const one of this.store.records.values()) {
        if (one.state === 'conflict') this.store.add(retried(one, this.server.versions.get(one.code) ?? 1))
      }
      if ([...this.store.records.values()].every((one) => one.state === 'sent' || one.state === 'refused')) return
    }
  }

  check(): void {
    expect(this.store.records.size).toBe(this.made)
    const keys = this.server.done.map((one) => one.key)
    expect(new Set(keys).size).toBe(keys.length)
    for (const record of this.store.records.values()) {
      const last = record.what.kind === 'report' ? 'register' : 'act'
      expect(record.state === 'sent', JSON.stringify(record)).toBe(keys.includes(`${last}/${record.id}`))
      expect(['sent', 'refused']).toContain(record.state)
      if (record.state === 'refused') expect(record.photosAgain).toBe(3)
    }
  }
}
