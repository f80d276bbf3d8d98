/** The day on the phone: who works, the tasks and the county's words. Read from the phone first, from the server after. */
import type { Directory, MatterRow, Me, Photo, Seat } from '@fengqiao/shared/api/contract'
import { api } from '@fengqiao/shared/api/client'
import { actAs, call } from '@fengqiao/shared/api/http'
import { asProblem, type Problem } from '@fengqiao/shared/api/problem'
import { learnWords } from '@fengqiao/shared/words/words'
import { computed, ref, shallowRef } from 'vue'

import { forgetDay, phone, type Day, type KeptDirectory } from '../phone/db'
import type { Sweep } from '../sweeps/sweep'
import { byDue, picturesOf, taskOf, type Task } from './task'

/** Posts that work on the spot; the first that the person has is the one that acts. */
const ON_FOOT = ['grid_worker', 'handler', 'town_dispatcher']
const THINGS = new Set(['city_event', 'city_component', 'hazard'])
/** Enough for a day on foot; the rest is on the server. */
const MOST_TASKS = 60
/** A phone that was not in touch for so long shows no tasks: it may have been lost. */
export const LONGEST_ALONE = 3 * 24 * 3_600_000

const day = shallowRef<Day | null>(null)
const tasks = shallowRef<Task[]>([])
const asking = ref(false)
const started = ref(false)
const signedOut = ref(false)
const problem = shallowRef<Problem | null>(null)
/** Counts the times that somebody was found to be in, so that the outbox hears of it. */
const present = ref(0)
let asked: Promise<void> | null = null

const owner = computed(() => day.value?.owner ?? '')
const stale = computed(() => day.value !== null && Date.now() - day.value.syncedAt > LONGEST_ALONE)

export function useDay() {
  return { day, tasks, asking, started, signedOut, problem, owner, stale, present, start, refresh, leave, lost, remember }
}

/** Shows what the phone holds. The server is not needed for that. */
async function start(): Promise<void> {
  const db = await phone()
  const kept = await db.get('day', 'day')
  if (kept) {
    day.value = kept
    learnWords(kept.directory.words)
    actAs(seatKey(kept.seat))
    tasks.value = (await db.getAllFromIndex('tasks', 'owner', kept.owner)).sort(byDue)
  }
  started.value = true
}

/** Fetches the day anew; what cannot be fetched stays as it was. */
function refresh(): Promise<void> {
  asked ??= fetched().finally(() => { asked = null })
  return asked
}

async function fetched(): Promise<void> {
  asking.value = true
  try {
    const me = await api.me()
    await arrive(me)
    signedOut.value = false
    present.value += 1
    await Promise.all([fetchTasks(me.username), fetchSweeps()])
    await note({ syncedAt: Date.now() })
    problem.value = null
  } catch (error) {
    const found = asProblem(error)
    signedOut.value = found.isSignedOut || found.code === 'second_factor_missing'
    problem.value = signedOut.value ? null : found
  } finally {
    asking.value = false
  }
}

/** Takes over who is signed in. Somebody else's day is forgotten first: phones are handed on. */
async function arrive(me: Me): Promise<void> {
  if (day.value && day.value.owner !== me.username) {
    await forgetDay()
    day.value = null
    tasks.value = []
  }
  const seat = ON_FOOT.map((post) => me.posts.find((one) => one.post === post)).find((one) => one !== undefined) ?? me.posts[0]
  if (!seat) throw new Error('no post')
  actAs(seatKey(seat))
  const directory = lean(await api.directory(), seat)
  learnWords(directory.words)
  await note({ owner: me.username, me, seat, directory })
}

async function fetchTasks(user: string): Promise<void> {
  const rows: MatterRow[] = []
  let cursor: string | undefined
  do {
    const page = await api.worklist({ view: 'todo', ...(cursor ? { cursor } : {}) })
    rows.push(...page.items)
    cursor = page.next_cursor ?? undefined
  } while (cursor && rows.length < MOST_TASKS)
  const known = new Map(tasks.value.map((one) => [one.code, one]))
  const found: Task[] = []
  for (const row of rows.slice(0, MOST_TASKS)) {
    const old = known.get(row.code)
    // The clock goes on although nothing happened to the matter.
    found.push(old?.version === row.version ? { ...old, dueAt: row.due_at, light: row.light, clock: row.clock } : await fetchTask(row))
  }
  await keepTasks(user, found)
}

async function fetchTask(row: MatterRow): Promise<Task> {
  const matter = await api.matter(row.code)
  const { before, after } = picturesOf(matter)
  return taskOf(row, matter, await blobsOf(before), await blobsOf(after))
}

async function blobsOf(photos: Photo[]): Promise<Blob[]> {
  const found = await Promise.all(photos.map(async (photo) => {
    const response = await fetch(photo.thumb, { credentials: 'same-origin' }).catch(() => null)
    return response?.ok ? response.blob() : null
  }))
  return found.filter((one): one is Blob => one !== null)
}

async function keepTasks(user: string, found: Task[]): Promise<void> {
  const transaction = (await phone()).transaction('tasks', 'readwrite')
  await Promise.all([transaction.store.clear(), ...found.map((one) => transaction.store.put({ ...one, owner: user })), transaction.done])
  tasks.value = [...found].sort(byDue)
}

async function fetchSweeps(): Promise<void> {
  if (day.value?.seat.post !== 'grid_worker') return
  const { items } = await call<{ items: Sweep[] }>('/api/v1/sweeps')
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  await note({
    sweeps: items.filter((one) => one.ends_on >= today).map(({ id, name, question, category, category_name, ends_on, progress }) =>
      ({ id, name, question, category, category_name, ends_on, progress: { grids: progress.grids, visited: progress.visited, waiting: progress.waiting } })),
  })
}

/** What the server told of one matter after an act; the next fetch brings the rest. */
async function remember(code: string, version: number): Promise<void> {
  const task = tasks.value.find((one) => one.code === code)
  if (!task || task.version >= version || !owner.value) return
  // A version that was never seen makes the next fetch read the matter again.
  tasks.value = tasks.value.map((one) => (one.code === code ? { ...one, actions: [] } : one))
  await (await phone()).put('tasks', { ...task, actions: [], owner: owner.value })
}

async function note(news: Partial<Day>): Promise<void> {
  const next = { sweeps: [], syncedAt: 0, ...day.value, ...news } as Day
  day.value = next
  await (await phone()).put('day', JSON.parse(JSON.stringify(next)) as Day, 'day')
}

/** The server says that nobody is signed in; what the phone holds stays. */
function lost(): void {
  signedOut.value = true
}

/** The worker has signed out: the day leaves the phone. */
async function leave(): Promise<void> {
  // What is just being fetched would come back to the phone after it was cleared.
  await asked
  await forgetDay()
  day.value = null
  tasks.value = []
  signedOut.value = true
}

function lean(directory: Directory, seat: Seat): KeptDirectory {
  return {
    categories: directory.categories.filter((one) => one.leaf && THINGS.has(one.kind ?? ''))
      .map(({ code, name_zh, name_en, pinyin, kind }) => ({ code, name_zh, name_en, pinyin, kind: kind ?? null })),
    grids: directory.grids.filter((one) => one.unit === seat.unit || one.area.startsWith(seat.area) || one.code.startsWith(seat.area)).slice(0, 200),
    words: directory.words,
  }
}

function seatKey(seat: Seat): string {
  return `${seat.post}@${seat.unit}`
}
