/** The phone's own store (IndexedDB): what waits, its photos, what is being written, and the tasks of the day. */
import type { Category, Directory, Grid, Me, Seat } from '@fengqiao/shared/api/contract'
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

import type { Task } from '../day/task'
import type { OutRecord } from '../outbox/record'
import type { Sweep } from '../sweeps/sweep'

/** What is kept of a county for work without network: what a grid worker chooses from, and the words. */
export interface KeptDirectory {
  categories: Pick<Category, 'code' | 'name_zh' | 'name_en' | 'pinyin' | 'kind'>[]
  grids: Grid[]
  words: Directory['words']
}

export interface Day {
  owner: string
  me: Me
  seat: Seat
  directory: KeptDirectory
  sweeps: Sweep[]
  syncedAt: number
}

export interface PhotoRow {
  id: string
  owner: string
  blob: Blob
  /** When it was put here: what no record and no draft names is cleared away after a while. */
  at: number
}

interface Schema extends DBSchema {
  records: { key: string; value: OutRecord; indexes: { owner: string } }
  photos: { key: string; value: PhotoRow; indexes: { owner: string } }
  drafts: { key: string; value: { name: string; owner: string; value: unknown } }
  tasks: { key: string; value: Task & { owner: string }; indexes: { owner: string } }
  /** One row, `day`: who it belongs to, and when it was fetched. */
  day: { key: string; value: Day }
}

export type Phone = IDBPDatabase<Schema>

const NAME = 'fengqiao.patrol'
const VERSION = 1

let opened: Promise<Phone> | null = null

export function phone(): Promise<Phone> {
  opened ??= openDB<Schema>(NAME, VERSION, {
    upgrade(db) {
      for (const name of ['records', 'photos', 'tasks'] as const) {
        const store = db.createObjectStore(name, { keyPath: name === 'tasks' ? 'code' : 'id' })
        store.createIndex('owner', 'owner')
      }
      db.createObjectStore('drafts', { keyPath: 'name' })
      db.createObjectStore('day')
    },
    // A newer page in another tab wants to change the store: let it.
    blocking(_now, _next, event) {
      (event.target as IDBDatabase).close()
      opened = null
    },
    terminated() { opened = null },
  })
  return opened
}

/** Forgets tasks, words and drafts of whoever was here; what waits to be sent stays. */
export async function forgetDay(): Promise<void> {
  const db = await phone()
  const work = db.transaction(['tasks', 'day', 'drafts'], 'readwrite')
  await Promise.all([work.objectStore('tasks').clear(), work.objectStore('day').clear(), work.objectStore('drafts').clear(), work.done])
}
