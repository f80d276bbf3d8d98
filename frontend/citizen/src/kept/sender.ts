/** Sends what waits, one report after the other; every step is kept before the next one begins. */
import type { Receipt } from '@fengqiao/shared/api/contract'
import { call } from '@fengqiao/shared/api/http'
import { asProblem } from '@fengqiao/shared/api/problem'
import { fitting } from '@fengqiao/shared/elements/photoBasket'
import { alone } from '@fengqiao/shared/serving/alone'

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
  const tried = new Set<string>()
  for (;;) {
    const next = pick((await ports.store.all()).filter((one) => !tried.has(one.id)), ports.now())
    if (!next) return
    tried.add(next.id)
    if ((await take(ports, next.id, (one, only) => isDue(one, ports.now(), only)))?.state === 'waiting') return
  }
}

/** Sends one report now, whatever it waits for; gives how it stands afterwards. Another tab may have it. */
export async function sendOne(ports: Ports, id: string): Promise<Waiting | undefined> {
  const done = await take(ports, id, (one, only) => isDue({ ...one, nextAt: 0 }, ports.now(), only))
  return done ?? (await ports.store.all()).find((one) => one.id === id)
}

/** Sends a report if it is due and no other page is sending it; what a page that ended was sending is due at once. */
function take(ports: Ports, id: string, due: (report: Waiting, only: boolean) => boolean): Promise<Waiting | undefined> {
  return alone(`fengqiao.citizen.report.${id}`, async (only) => {
    const report = await ports.store.change((reports) => {
      const found = reports.find((one) => one.id === id && due(one, only))
      const taken = found && claimed(found, ports.now())
      return { save: taken ? [taken] : [], give: taken }
    })
    return report && carry(ports, report)
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
