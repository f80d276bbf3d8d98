/** What each act on foot asks for. The rules stand at the server; this only says which fields a form shows. */
import type { Act } from '../day/task'
import type { DraftShot } from '../report/draft'

export interface ActDraft {
  photos: DraftShot[]
  text: string
  /** Yes, no, or not said yet: is it real, is it put right. */
  answer: boolean | null
  requester: boolean
  consent: boolean
  solved: string
  satisfaction: string
}

export interface ActForm {
  /** The question that is answered by yes or no. */
  asks: boolean
  visit: boolean
  text: 'note' | 'reply' | 'reason' | ''
  textNeeded: boolean
  photos: boolean
  /** The old pictures stand beside the new ones. */
  compares: boolean
}

const NOTHING: ActForm = { asks: false, visit: false, text: '', textNeeded: false, photos: false, compares: false }

export const FORMS: Record<Act, ActForm> = {
  verified: { ...NOTHING, asks: true, text: 'note', photos: true, compares: true },
  inspect: { ...NOTHING, asks: true, photos: true, compares: true },
  visit_with_consent: { ...NOTHING, visit: true, text: 'reason' },
  sign: NOTHING,
  arrive: NOTHING,
  add_progress: { ...NOTHING, text: 'note', textNeeded: true, photos: true },
  submit_result: { ...NOTHING, text: 'reply', textNeeded: true, photos: true, compares: true },
}

export function emptyAct(): ActDraft {
  return { photos: [], text: '', answer: null, requester: false, consent: false, solved: '', satisfaction: '' }
}

export type Missing = 'answer' | 'text' | 'consent' | 'solved' | 'satisfaction'

/** What the form still lacks, first thing first. */
export function missingIn(act: Act, draft: ActDraft): Missing | null {
  const form = FORMS[act]
  if (form.asks && draft.answer === null) return 'answer'
  if (form.textNeeded && !draft.text.trim()) return 'text'
  if (form.visit && !(draft.requester && draft.consent)) return 'consent'
  if (form.visit && !draft.solved) return 'solved'
  return form.visit && !draft.satisfaction ? 'satisfaction' : null
}

/** The act's data by the names of the API. */
export function dataOf(act: Act, draft: ActDraft): Record<string, unknown> {
  const text = draft.text.trim()
  switch (act) {
    case 'verified':
      return { result: draft.answer, ...(text ? { note: text } : {}) }
    case 'inspect':
      return { passed: draft.answer }
    case 'visit_with_consent':
      return {
        is_requester: draft.requester, consent: draft.consent, solved: draft.solved, satisfaction: draft.satisfaction, ...(text ? { reason: text } : {}),
      }
    case 'add_progress':
      return { note: text }
    case 'submit_result':
      return { reply: text }
    case 'sign':
    case 'arrive':
      return {}
  }
}
