/** The reports that wait on this phone, for the pages: what there is, and when it is tried again. */
import { computed, shallowRef } from 'vue'

import { openStore } from './store'
import { overTheNetwork, round, sendOne, type Ports } from './sender'
import { awake, nextMoment, type Waiting } from './waiting'

const reports = shallowRef<Waiting[]>([])
let timer = 0
let begun: Promise<void> | null = null
/** The rounds of this page, one after the other. */
let running: Promise<void> = Promise.resolve()

export function useOutbox() {
  const open = computed(() => reports.value.filter((one) => one.state === 'waiting' || one.state === 'sending').length)
  return { reports, open, begin, put, send, tryAll, takeBack, drop }
}

async function ports(): Promise<Ports> {
  return { store: await openStore(), send: overTheNetwork, now: () => Date.now(), changed: () => { void look() } }
}

/** Looks at what waits and goes on with it; then whenever the network comes back or the page comes to the front. */
function begin(): Promise<void> {
  begun ??= (async () => {
    window.addEventListener('online', () => { void tryAll() })
    document.addEventListener('visibilitychange', () => { if (!document.hidden) void goOn() })
    await goOn()
  })()
  return begun
}

/** Puts a report into the outbox; from here on it is not lost. */
async function put(report: Waiting): Promise<void> {
  await (await openStore()).change(() => ({ save: [report], give: undefined }))
  await look()
}

/** Sends one report now, and gives how it stands afterwards. */
async function send(id: string): Promise<Waiting | undefined> {
  const found = await sendOne(await ports(), id)
  await look()
  return found
}

/** Tries everything at once, whatever it waits for; what is under way may just be failing, so it is waited for. */
async function tryAll(): Promise<void> {
  await running
  await (await openStore()).change((all) => ({ save: all.filter((one) => one.state === 'waiting').map(awake), give: undefined }))
  await goOn()
}

/** Takes a refused report out and leaves its photos, for the form that mends it. */
async function takeBack(id: string): Promise<void> {
  await (await openStore()).takeBack(id)
  await look()
}

async function drop(id: string): Promise<void> {
  await (await openStore()).drop(id)
  await look()
}

function goOn(): Promise<void> {
  running = running.then(async () => {
    await round(await ports())
    await look()
  }).catch(() => undefined)
  return running
}

async function look(): Promise<void> {
  const all = await (await openStore()).all()
  reports.value = all.sort((one, other) => other.madeAt - one.madeAt)
  window.clearTimeout(timer)
  const next = nextMoment(all)
  if (next !== null) timer = window.setTimeout(() => { void goOn() }, Math.max(1_000, next - Date.now()))
}
