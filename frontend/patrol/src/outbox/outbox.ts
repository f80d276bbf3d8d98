/** The outbox at work in the page: sends when there is something to send, and says what waits. */
import { newKey } from '@fengqiao/shared/api/http'
import { alone } from '@fengqiao/shared/serving/alone'
import { computed, shallowRef, watch } from 'vue'

import { useDay } from '../day/day'
import { photosIn } from '../phone/drafts'
import { blobOf, smaller } from '../phone/photos'
import { fresh, type OutRecord, type Shot, type What } from './record'
import { round } from './sender'
import { drop as dropRecord, enqueue, phoneStore, tidy } from './store'
import { awake, countsOf, nextMoment, retried } from './sync'
import { sendBy } from './wire'

const LOCK = 'fengqiao.patrol.outbox'
const SOONEST = 500
const LATEST = 60_000

const records = shallowRef<OutRecord[]>([])
const counts = computed(() => countsOf(records.value))
const send = sendBy({ blobOf, smaller })
const { owner, present, lost, remember, refresh } = useDay()
let timer = 0
let running = false

export function useOutbox() {
  return { records, counts, put, drop, retry, wake, watchOver }
}

/** Begins to send, and goes on by itself: at once when the network or the session comes back, else after growing pauses. */
function watchOver(): void {
  window.addEventListener('online', () => { void wake() })
  document.addEventListener('visibilitychange', () => { if (!document.hidden) void wake() })
  watch(present, () => { void wake() })
  watch(owner, () => { void reread() })
  void tidy(Date.now(), photosIn).then(reread).then(go)
}

/** Puts something into the outbox; `draft` is what it was written in. */
async function put(what: What, more: { title: string; photos: Omit<Shot, 'uploaded'>[]; seat: string; draft: string; after?: string }): Promise<OutRecord> {
  const { draft, ...rest } = more
  const record = fresh({ id: newKey(), owner: owner.value, what, ...rest }, Date.now())
  await enqueue(record, draft)
  await reread()
  void go()
  return record
}

async function drop(record: OutRecord): Promise<void> {
  await dropRecord(record)
  await reread()
}

/** Once more, on the version that the worker has looked at. */
async function retry(record: OutRecord, version: number): Promise<void> {
  await phoneStore.keep(retried(record, version))
  await reread()
  void go()
}

async function wake(): Promise<void> {
  await phoneStore.change(owner.value, (found) => ({ save: found.filter((one) => awake(one) !== one).map(awake), give: undefined }))
  await go()
}

async function go(): Promise<void> {
  if (running || !owner.value) return
  running = true
  window.clearTimeout(timer)
  try {
    // One tab sends; where there are no locks the leases of the records keep tabs apart.
    await alone(LOCK, async (only) => {
      const ports = { store: phoneStore, send, now: () => Date.now(), chance: () => Math.random(), changed: () => { void reread() } }
      if ((await round(ports, owner.value, only)) === 'signed_out') lost()
    })
  } finally {
    running = false
    await reread()
    plan()
  }
}

function plan(): void {
  const next = nextMoment(records.value)
  if (next !== null) timer = window.setTimeout(() => { void go() }, Math.min(Math.max(next - Date.now(), SOONEST), LATEST))
}

async function reread(): Promise<void> {
  const before = new Map(records.value.map((one) => [one.id, one.state]))
  records.value = owner.value ? (await phoneStore.all(owner.value)).sort((one, other) => other.madeAt - one.madeAt) : []
  const done = records.value.filter((one) => one.state === 'sent' && before.has(one.id) && before.get(one.id) !== 'sent')
  for (const one of done) await remember(one.code, one.version)
  if (done.length && !records.value.some((one) => one.state === 'waiting' || one.state === 'sending')) void refresh()
}
