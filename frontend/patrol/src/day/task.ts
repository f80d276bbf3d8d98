/** A task as the phone keeps it: what is needed on the spot, and nobody's name or number. */
import type { MatterDetail, MatterRow, MiniClock, Photo } from '@fengqiao/shared/api/contract'

export interface Task {
  code: string
  version: number
  title: string
  text: string
  state: string
  category: string
  urgency: string
  place: string
  lon: number | null
  lat: number | null
  dueAt: string | null
  light: MatterRow['light']
  clock: MiniClock | null
  actions: string[]
  nextStep: string
  /** The answer of the unit that did the work, for whoever looks at it on the spot. */
  reply: string
  /** Small pictures from before and after the work, as blobs of this phone. */
  before: Blob[]
  after: Blob[]
}

const MOST_PHOTOS = 3

/** Acts that the phone has a form for; others are done at a desk. */
export const ACTS = ['verified', 'inspect', 'visit_with_consent', 'sign', 'arrive', 'add_progress', 'submit_result'] as const
export type Act = (typeof ACTS)[number]

export function isAct(name: string): name is Act {
  return (ACTS as readonly string[]).includes(name)
}

/** The pictures worth a look: those it came in with, and those of the latest result. */
export function picturesOf(matter: MatterDetail): { before: Photo[]; after: Photo[] } {
  const done = [...matter.timeline].sort((one, other) => other.seq - one.seq).find((entry) => entry.kind === 'ResultSubmitted')
  return { before: matter.photos.slice(0, MOST_PHOTOS), after: (done?.photos ?? []).slice(0, MOST_PHOTOS) }
}

export function taskOf(row: MatterRow, matter: MatterDetail, before: Blob[], after: Blob[]): Task {
  const lead = matter.orders.find((order) => order.role === 'lead')
  return {
    code: row.code, version: matter.version, title: row.title, text: matter.text, state: matter.state, category: row.category_name,
    urgency: row.urgency, place: matter.place.words || row.place, lon: matter.place.lon, lat: matter.place.lat,
    dueAt: row.due_at, light: row.light, clock: row.clock, actions: matter.actions.filter(isAct), nextStep: matter.next_step ?? '',
    reply: lead?.reply ?? '', before, after,
  }
}

/** What may be done with a task once this phone's own waiting acts have been sent. */
export function openActs(task: Task, waiting: readonly string[]): Act[] {
  const signing = waiting.includes('sign')
  const more = signing ? [...task.actions, 'add_progress', 'submit_result'] : task.actions
  const over = waiting.some((name) => name !== 'arrive' && name !== 'add_progress' && name !== 'sign')
  return over ? [] : ACTS.filter((name) => more.includes(name) && !(waiting.includes(name) && name !== 'add_progress'))
}

/** What is due first stands first; what has no limit stands last. */
export function byDue(one: Task, other: Task): number {
  const dueOf = (task: Task) => (task.dueAt ? Date.parse(task.dueAt) : Number.POSITIVE_INFINITY)
  const [a, b] = [dueOf(one), dueOf(other)]
  return a === b ? 0 : a - b
}

const EARTH = 6_371_000

/** Metres between two points in degrees, null where one is not known. */
export function metres(task: Pick<Task, 'lon' | 'lat'>, from: { lon: number; lat: number } | null): number | null {
  if (!from || task.lon === null || task.lat === null) return null
  const radians = (degrees: number) => (degrees * Math.PI) / 180
  const x = radians(task.lon - from.lon) * Math.cos(radians((task.lat + from.lat) / 2))
  return Math.round(EARTH * Math.hypot(x, radians(task.lat - from.lat)))
}
