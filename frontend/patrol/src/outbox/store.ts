/** The outbox on the phone. A record and its photos come and go together. */
import { phone } from '../phone/db'
import type { OutRecord } from './record'
import type { Store } from './sender'

/** How long what was sent is still shown; after that the phone forgets it. */
export const SENT_SHOWN = 24 * 3_600_000

export const phoneStore: Store = {
  async all(owner) {
    return (await phone()).getAllFromIndex('records', 'owner', owner)
  },
  async change(owner, work) {
    const transaction = (await phone()).transaction('records', 'readwrite')
    const { save, give } = work(await transaction.store.index('owner').getAll(owner))
    await Promise.all([...save.map((one) => transaction.store.put(one)), transaction.done])
    return give
  },
  async keep(record) {
    const transaction = (await phone()).transaction(['records', 'photos'], 'readwrite')
    const records = transaction.objectStore('records')
    if (await records.getKey(record.id)) {
      await records.put(record)
      if (record.state === 'sent') await Promise.all(record.photos.map((shot) => transaction.objectStore('photos').delete(shot.id)))
    }
    await transaction.done
  },
}

/** Puts a record into the outbox and takes its draft away, both or neither. */
export async function enqueue(record: OutRecord, draft: string): Promise<void> {
  const transaction = (await phone()).transaction(['records', 'drafts'], 'readwrite')
  await Promise.all([transaction.objectStore('records').put(record), transaction.objectStore('drafts').delete(draft), transaction.done])
}

/** The worker gives a record up. */
export async function drop(record: OutRecord): Promise<void> {
  const transaction = (await phone()).transaction(['records', 'photos'], 'readwrite')
  await Promise.all([
    transaction.objectStore('records').delete(record.id),
    ...record.photos.map((shot) => transaction.objectStore('photos').delete(shot.id)),
    transaction.done,
  ])
}

/** How many records wait on this phone, of this owner and of others. */
export async function waitingOn(owner: string): Promise<{ mine: number; others: number }> {
  const open = (await (await phone()).getAll('records')).filter((one) => one.state !== 'sent')
  const mine = open.filter((one) => one.owner === owner).length
  return { mine, others: open.length - mine }
}

/** Forgets what was sent long ago, and photos that nothing names any more. */
export async function tidy(now: number, draftPhotos: (value: unknown) => string[]): Promise<void> {
  const transaction = (await phone()).transaction(['records', 'photos', 'drafts'], 'readwrite')
  const records = await transaction.objectStore('records').getAll()
  const old = records.filter((one) => one.state === 'sent' && one.sentAt < now - SENT_SHOWN)
  const named = new Set(records.filter((one) => one.state !== 'sent').flatMap((one) => one.photos.map((shot) => shot.id)))
  for (const draft of await transaction.objectStore('drafts').getAll()) draftPhotos(draft.value).forEach((id) => named.add(id))
  const photos = (await transaction.objectStore('photos').getAll()).filter((one) => !named.has(one.id) && one.at < now - SENT_SHOWN)
  await Promise.all([
    ...old.map((one) => transaction.objectStore('records').delete(one.id)),
    ...photos.map((one) => transaction.objectStore('photos').delete(one.id)),
    transaction.done,
  ])
}

/** Puts a record in the place of another one, which hands its photos over. */
export async function exchange(old: OutRecord, next: OutRecord): Promise<void> {
  const transaction = (await phone()).transaction('records', 'readwrite')
  await Promise.all([transaction.store.delete(old.id), transaction.store.put(next), transaction.done])
}

/** Makes a draft of a record again, so that the worker can correct it. */
export async function reopen(old: OutRecord, draft: { name: string; value: unknown }): Promise<void> {
  const transaction = (await phone()).transaction(['records', 'drafts'], 'readwrite')
  await Promise.all([
    transaction.objectStore('records').delete(old.id),
    transaction.objectStore('drafts').put({ ...draft, owner: old.owner }),
    transaction.done,
  ])
}
