import type { OutRecord } from './record'
import type { Store } from './sender'

/** Records in memory, as a phone keeps them: what is given out is a copy. For tests. */
export function memoryStore(): Store & { add: (record: OutRecord) => void; records: Map<string, OutRecord> } {
  const records = new Map<string, OutRecord>()
  const copy = (record: OutRecord) => JSON.parse(JSON.stringify(record)) as OutRecord
  const of = (owner: string) => [...records.values()].filter((one) => one.owner === owner).map(copy)
  const put = (record: OutRecord) => { records.set(record.id, copy(record)) }
  return {
    records,
    add: put,
    all: (owner) => Promise.resolve(of(owner)),
    change: (owner, work) => {
      const { save, give } = work(of(owner))
      save.forEach(put)
      return Promise.resolve(give)
    },
    keep: (record) => {
      if (records.has(record.id)) put(record)
      return Promise.resolve()
    },
  }
}
