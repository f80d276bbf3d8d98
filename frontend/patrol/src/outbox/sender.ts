/** Sends what waits, one record after the other; every step is kept before the next one begins. */
import type { OutRecord } from './record'
import { after, claimed, nextStep, pick, type Outcome, type Step } from './sync'

/** Where records are kept. `change` reads and writes in one transaction: two tabs never take the same record. */
export interface Store {
  all(owner: string): Promise<OutRecord[]>
  change<T>(owner: string, work: (records: OutRecord[]) => { save: OutRecord[]; give: T }): Promise<T>
  /** Keeps what came of a step, unless the record was taken away meanwhile. */
  keep(record: OutRecord): Promise<void>
}

/** The way to the server. It never throws: what happened is an outcome. */
export type Send = (record: OutRecord, step: Step) => Promise<Outcome>

export interface Ports {
  store: Store
  send: Send
  now: () => number
  /** 0 to 1. */
  chance: () => number
  /** Called after each change. */
  changed?: () => void
}

/**
 * Sends everything of an owner that may be sent now. `alone`: no other sender can be at work.
 * Ends early when the network or the session is gone: what holds one record holds them all.
 */
export async function round(ports: Ports, owner: string, alone: boolean): Promise<'done' | 'away' | 'signed_out'> {
  for (;;) {
    const record = await claim(ports, owner, alone)
    if (!record) return 'done'
    const stopped = await carry(ports, record)
    if (stopped) return stopped
  }
}

function claim(ports: Ports, owner: string, alone: boolean): Promise<OutRecord | undefined> {
  return ports.store.change(owner, (records) => {
    const found = pick(records, ports.now(), alone)
    const taken = found && claimed(found, ports.now())
    return { save: taken ? [taken] : [], give: taken }
  })
}

/** Every step of one record, until it is sent or something stands in the way. */
async function carry(ports: Ports, taken: OutRecord): Promise<'away' | 'signed_out' | null> {
  const before = taken.after ? (await ports.store.all(taken.owner)).find((one) => one.id === taken.after) : undefined
  let record = taken
  while (record.state === 'sending') {
    const step = nextStep(record, before)
    const outcome = await ports.send(record, step)
    record = after(record, step, outcome, ports.now(), ports.chance())
    await ports.store.keep(record)
    ports.changed?.()
    if (outcome.is === 'away' || outcome.is === 'signed_out') return outcome.is
  }
  return null
}
