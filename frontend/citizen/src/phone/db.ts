/** The phone's own store (IndexedDB): photos of what is being written, and reports that wait for the network. */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

import type { Waiting } from '../kept/waiting'

/** A photo on the phone. `report`: the report it belongs to, by key. */
export interface KeptPhoto {
  id: string
  report: string
  name: string
  blob: Blob
  at: number
}

interface Schema extends DBSchema {
  photos: { key: string; value: KeptPhoto; indexes: { report: string } }
  reports: { key: string; value: Waiting }
}

export type Phone = IDBPDatabase<Schema>

const NAME = 'fengqiao.citizen'
const VERSION = 1

let opened: Promise<Phone> | null = null

/** The store. It rejects where the browser keeps nothing; whoever asks goes on without it. */
export function phone(): Promise<Phone> {
  opened ??= openDB<Schema>(NAME, VERSION, {
    upgrade(db) {
      db.createObjectStore('photos', { keyPath: 'id' }).createIndex('report', 'report')
      db.createObjectStore('reports', { keyPath: 'id' })
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
