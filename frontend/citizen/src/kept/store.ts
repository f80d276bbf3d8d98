/** Where reports wait. Two tabs never take the same one: each change reads and writes in one transaction. */
import { phone, type KeptPhoto } from '../phone/db'
import type { Waiting } from './waiting'

export interface Store {
  all(): Promise<Waiting[]>
  change<T>(work: (reports: Waiting[]) => { save: Waiting[]; give: T }): Promise<T>
  /** Keeps what came of a step, unless the report was taken away meanwhile. */
  keep(report: Waiting): Promise<void>
  /** Takes a report out with its photos. */
  drop(id: string): Promise<void>
  /** Takes a report out; its photos stay for the form. */
  takeBack(id: string): Promise<void>
  photo(id: string): Promise<KeptPhoto | undefined>
  putPhoto(photo: KeptPhoto): Promise<void>
  photosOf(report: string): Promise<KeptPhoto[]>
  dropPhoto(id: string): Promise<void>
}

const onThePhone: Store = {
  async all() {
    return (await phone()).getAll('reports')
  },
  async change(work) {
    const transaction = (await phone()).transaction('reports', 'readwrite')
    const { save, give } = work(await transaction.store.getAll())
    await Promise.all([...save.map((one) => transaction.store.put(one)), transaction.done])
    return give
  },
  async keep(report) {
    const transaction = (await phone()).transaction(['reports', 'photos'], 'readwrite')
    const reports = transaction.objectStore('reports')
    if (await reports.getKey(report.id)) {
      await reports.put(report)
      if (report.state === 'sent') await forgetAll(transaction.objectStore('photos'), await transaction.objectStore('photos').index('report').getAllKeys(report.id))
    }
    await transaction.done
  },
  async drop(id) {
    const transaction = (await phone()).transaction(['reports', 'photos'], 'readwrite')
    await transaction.objectStore('reports').delete(id)
    await forgetAll(transaction.objectStore('photos'), await transaction.objectStore('photos').index('report').getAllKeys(id))
    await transaction.done
  },
  async takeBack(id) {
    await (await phone()).delete('reports', id)
  },
  async photo(id) {
    return (await phone()).get('photos', id)
  },
  async putPhoto(photo) {
    await (await phone()).put('photos', photo)
  },
  async photosOf(report) {
    const found = await (await phone()).getAllFromIndex('photos', 'report', report)
    return found.sort((one, other) => one.at - other.at)
  },
  async dropPhoto(id) {
    await (await phone()).delete('photos', id)
  },
}

async function forgetAll(photos: { delete: (id: string) => Promise<void> }, ids: string[]): Promise<void> {
  await Promise.all(ids.map((id) => photos.delete(id)))
}

/** For a browser that keeps nothing: the same, for as long as the page is open. */
export function inMemory(): Store {
  const reports = new Map<string, Waiting>()
  const photos = new Map<string, KeptPhoto>()
  const store: Store = {
    all: () => Promise.resolve([...reports.values()]),
    change(work) {
      const { save, give } = work([...reports.values()])
      for (const one of save) reports.set(one.id, one)
      return Promise.resolve(give)
    },
    keep(report) {
      if (reports.has(report.id)) reports.set(report.id, report)
      return report.state === 'sent' ? forgotten(report.id) : Promise.resolve()
    },
    drop(id) {
      reports.delete(id)
      return forgotten(id)
    },
    takeBack(id) {
      reports.delete(id)
      return Promise.resolve()
    },
    photo: (id) => Promise.resolve(photos.get(id)),
    putPhoto(photo) {
      photos.set(photo.id, photo)
      return Promise.resolve()
    },
    photosOf: (report) => Promise.resolve([...photos.values()].filter((one) => one.report === report)),
    dropPhoto(id) {
      photos.delete(id)
      return Promise.resolve()
    },
  }

  function forgotten(report: string): Promise<void> {
    for (const one of [...photos.values()]) if (one.report === report) photos.delete(one.id)
    return Promise.resolve()
  }

  return store
}

let chosen: Promise<Store> | null = null

/** The store of this browser: the phone's where it may be used. */
export function openStore(): Promise<Store> {
  chosen ??= phone().then(() => onThePhone, () => inMemory())
  return chosen
}
