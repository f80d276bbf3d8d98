/** Sends what waits, one report after the other; every step is kept before the next one begins. */
import type { Receipt } from '@fengqiao/shared/api/contract'
import { call } from '@fengqiao/shared/api/http'
import { asProblem } from '@fengqiao/shared/api/problem'
import { fitting } from '@fengqiao/shared/elements/photoBasket'

import { reportOf } from '../report/draft'
import type { Store } from './store'
import { after, claimed, isDue, outcomeOf, PATIENCE, pick, type Outcome, type Waiting, type WaitingPhoto } from './waiting'

/** The next thing to send of a report. It never throws: what happened is an outcome. */
export type Send = (report: Waiting, store: Store) => Promise<Outcome>

export interface Ports {
  store: Store
  send: Send
  now: () => number
  changed: () => void
}

/** Sends everything that may be sent now; ends early when the network is gone, for then it is gone for all. */
export async function round(ports: Ports): Promise<void> {
  for (;;) {
    const report = await claim(ports, (reports) => pick(reports, ports.now()))
    if (!report || (await carry(ports, report)).state === 'waiting') return
  }
}

/** Sends one report now, whatever it waits for; gives how it stands afterwards. Another tab may have it. */
export async function sendOne(ports: Ports, id: string): Promise<Waiting | undefined> {
  const report = await claim(ports, (reports) => reports.find((one) => one.id === id && isDue({ ...one, nextAt: 0 }, ports.now())))
  return report ? carry(ports, report) : (await ports.store.all()).find((one) => one.id === id)
}

function claim(ports: Ports, which: (reports: Waiting[]) => Waiting | undefined): Promise<Waiting | undefined> {
  return ports.store.change((reports) => {
    const found = which(reports)
    const taken = found && claimed(found, ports.now())
    return { save: taken ? [taken] : [], give: taken }
  })
}

async function carry(ports: Ports, taken: Waiting): Promise<Waiting> {
  let report = taken
  while (report.state === 'sending') {
    report = after(report, await ports.send(report, ports.store), ports.now())
    await ports.store.keep(report)
    ports.changed()
  }
  return report
}

/** One step over the network: the next photo, or the report itself. */
export const overTheNetwork: Send = async (report, store) => {
  const stop = new AbortController()
  const timer = setTimeout(() => { stop.abort() }, PATIENCE)
  try {
    const photo = report.photos.find((one) => one.uploaded === '')
    return photo ? await sendPhoto(photo, store, stop.signal) : await register(report, stop.signal)
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return { is: 'away', wait: 0 }
    return outcomeOf(asProblem(error))
  } finally {
    clearTimeout(timer)
  }
}

async function sendPhoto(photo: WaitingPhoto, store: Store, signal: AbortSignal): Promise<Outcome> {
  const kept = await store.photo(photo.id)
  if (!kept) return { is: 'refused', fault: { status: -1, code: 'photo_lost', field: 'photos', zh: '', en: '' } }
  const sent = await fitting(new File([kept.blob], kept.name, { type: kept.blob.type }), () => undefined, signal)
  return { is: 'uploaded', photo: photo.id, name: sent.id }
}

async function register(report: Waiting, signal: AbortSignal): Promise<Outcome> {
  const body = reportOf(report.said, report.photos.map((one) => one.uploaded), report.urgentSeen)
  return { is: 'registered', answer: await call<Receipt>('/api/v1/public/matters', { method: 'POST', body, key: report.id, signal }) }
}
