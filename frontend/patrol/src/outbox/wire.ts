/** The server behind the outbox: steps become calls, and whatever comes back becomes an outcome. */
import type { ActAnswer, MatterDetail, StaffReceipt, Uploaded } from '@fengqiao/shared/api/contract'
import { call, headersOf } from '@fengqiao/shared/api/http'
import { asProblem, offline, problemOf, type Problem } from '@fengqiao/shared/api/problem'

import type { Fault, OutRecord, Report } from './record'
import type { Send } from './sender'
import type { Outcome, Step } from './sync'

const V1 = '/api/v1'
/** Shorter than a lease: whoever takes a record over finds that nobody is sending it any more. */
export const PATIENCE = 60_000

interface SweepNoted {
  result: 'none' | 'found'
  code: string
  repeated: boolean
}

/** `blobOf` gives a photo from the phone, `smaller` the same photo in fewer bytes, null where it cannot be made smaller. */
export interface Shelf {
  blobOf: (id: string) => Promise<Blob | null>
  smaller: (id: string) => Promise<boolean>
}

export function sendBy(shelf: Shelf, patience = PATIENCE): Send {
  return async (record, step) => {
    const stop = new AbortController()
    const timer = setTimeout(() => { stop.abort() }, patience)
    try {
      return await STEPS[step.do](record, step as never, stop.signal, shelf)
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return { is: 'away', wait: 0 }
      return outcomeOf(asProblem(error))
    } finally {
      clearTimeout(timer)
    }
  }
}

type Of<K extends Step['do']> = Extract<Step, { do: K }>
type Steps = { [K in Step['do']]: (record: OutRecord, step: Of<K>, signal: AbortSignal, shelf: Shelf) => Promise<Outcome> }

const STEPS: Steps = {
  async upload(_record, step, signal, shelf) {
    const blob = await shelf.blobOf(step.shot.id)
    if (!blob) return { is: 'refused', fault: own('photo_lost') }
    try {
      return { is: 'done', uploaded: (await uploaded(blob, signal)).id }
    } catch (error) {
      const found = outcomeOf(asProblem(error))
      // A proxy on the way may take less than the server: the same photo goes again in fewer bytes.
      if (found.is === 'too_large' && !(await shelf.smaller(step.shot.id))) return { is: 'refused', fault: found.fault }
      return found
    }
  },
  async register(record, _step, signal) {
    if (record.what.kind !== 'report' && record.what.kind !== 'self_handle') return { is: 'refused', fault: own('page_error') }
    const body = bodyOf(record.what.report, idsOf(record, 'before'))
    const made = await call<StaffReceipt>(`${V1}/matters`, { method: 'POST', body, key: record.id, signal })
    return { is: 'done', code: made.code, version: made.version }
  },
  async act(record, step, signal) {
    const { what } = record
    if (what.kind !== 'act' && what.kind !== 'self_handle') return { is: 'refused', fault: own('page_error') }
    const [code, action, data] = what.kind === 'act' ? [what.code, what.action, what.data] : [record.code, 'self_handle', { reply: what.reply }]
    const body = { version: step.version, data, photos: idsOf(record, 'after') }
    const done = await call<ActAnswer>(`${V1}/matters/${encodeURIComponent(code)}/actions/${action}`, { method: 'POST', body, key: record.id, signal })
    return { is: 'done', code: done.code, version: done.version }
  },
  async sweep(record, _step, signal) {
    if (record.what.kind !== 'sweep') return { is: 'refused', fault: own('page_error') }
    const { sweep, grid, item, found } = record.what
    const more = found ? { result: 'found', text: found.text, place: found.place, photos: idsOf(record, 'before'), ...(found.category ? { category: found.category } : {}) } : { result: 'none' }
    const noted = await call<SweepNoted>(`${V1}/sweeps/${sweep}/results`, { method: 'POST', body: { grid, item, ...more }, signal })
    if (found && noted.repeated && !(await isOurs(noted, found, signal))) return { is: 'conflict', version: 0, fault: own('noted_before') }
    return { is: 'done', code: noted.code, version: 0 }
  },
}

/** The first result of an item stands, whoever brought it: ours is the one with our words. */
async function isOurs(noted: SweepNoted, found: Report, signal: AbortSignal): Promise<boolean> {
  if (noted.result !== 'found' || !noted.code) return false
  const matter = await call<MatterDetail>(`${V1}/matters/${encodeURIComponent(noted.code)}`, { signal })
  return matter.text.trim() === found.text.trim()
}

async function uploaded(blob: Blob, signal: AbortSignal): Promise<Uploaded> {
  const form = new FormData()
  form.append('file', blob, 'photo.jpg')
  let response: Response
  try {
    response = await fetch(`${V1}/uploads`, { method: 'POST', headers: headersOf({ method: 'POST' }), body: form, credentials: 'same-origin', signal })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw offline()
  }
  if (!response.ok) throw await problemOf(response)
  return (await response.json()) as Uploaded
}

function bodyOf(report: Report, photos: string[]) {
  return {
    text: report.text,
    channel: 'grid_patrol',
    place: report.place,
    photos,
    ...(report.category ? { category: report.category } : {}),
    ...(report.urgency ? { urgency: report.urgency } : {}),
  }
}

function idsOf(record: OutRecord, part: 'before' | 'after'): string[] {
  return record.photos.filter((one) => one.part === part).map((one) => one.uploaded)
}

/** What an answer means for a record: try again, sign in, look at it, or take the photos again. */
export function outcomeOf(problem: Problem): Outcome {
  const { status, code } = problem
  if (status === 401 || code === 'csrf') return { is: 'signed_out' }
  const fault = faultOf(problem)
  if (status === 413) return { is: 'too_large', fault }
  if (status === 400 && problem.field === 'photos') return { is: 'photos_gone', fault }
  if (problem.isConflict) return { is: 'conflict', version: problem.currentVersion ?? 0, fault }
  if (status === 0 || status === 408 || status === 429 || status >= 500) return { is: 'away', wait: problem.retryAfter * 1000 }
  return { is: 'refused', fault }
}

export function faultOf(problem: Problem): Fault {
  return {
    status: problem.status, code: problem.code, field: problem.field, zh: problem.detail('zh'), en: problem.detail('en'),
    nextZh: problem.next('zh'), nextEn: problem.next('en'),
  }
}

/** What the phone itself has to say; its words stand with the page's. */
function own(code: 'photo_lost' | 'noted_before' | 'page_error'): Fault {
  return { status: 0, code, field: '', zh: '', en: '', nextZh: '', nextEn: '' }
}
