import type { StaffReport } from '@fengqiao/shared/api/contract'
import type { Offered } from '@fengqiao/shared/api/knowledge'
import { answered, type Answers, type Question } from '@fengqiao/shared/api/questions'

/** What the register form holds while somebody types. */
export interface RegisterDraft {
  channel: string
  text: string
  category: string
  urgency: string
  address: string
  area: string
  name: string
  phone: string
  second_phone: string
  organisation: string
  contact_address: string
  occurred_at: string
  pin: string
  answers: Answers
}

export const CHANNELS = [
  'phone', 'walk_in', 'hotline_12345', 'letter', 'wechat_group', 'grid_patrol', 'police_110', 'leader_instruction', 'petition', 'media',
  'complaint_12315', 'court_referral', 'procuratorate_referral', 'national_wage_platform', 'superior_platform',
]

export function freshDraft(channel: string): RegisterDraft {
  return {
    channel, text: '', category: '', urgency: '', address: '', area: '', name: '', phone: '', second_phone: '', organisation: '',
    contact_address: '', occurred_at: '', pin: '', answers: {},
  }
}

/** What is sent: only what was filled in, phones as digits, and the article that it is answered with at once. */
export function reportOf(draft: RegisterDraft, photos: string[], accept: boolean, article?: Offered, asked: readonly Question[] = []): StaffReport {
  const requester = present({
    name: draft.name, phone: digits(draft.phone), second_phone: digits(draft.second_phone), organisation: draft.organisation,
    address: draft.contact_address,
  })
  const place = present({ address: draft.address, area: draft.area })
  return {
    text: draft.text.trim(),
    channel: draft.channel,
    photos,
    accept,
    ...(article ? { answer_with: { article: article.code, version: article.version } } : {}),
    ...(asked.length ? { answers: answersTo(asked, draft.answers) } : {}),
    ...present({ category: draft.category, urgency: draft.urgency, occurred_at: draft.occurred_at, pin: draft.pin }),
    ...(Object.keys(place).length ? { place } : {}),
    ...(Object.keys(requester).length ? { requester } : {}),
  }
}

/** What another category asked before this one was chosen is not sent. */
function answersTo(asked: readonly Question[], answers: Answers): Answers {
  const codes = new Set(asked.map((one) => one.code))
  return Object.fromEntries(Object.entries(answered(answers)).filter(([code]) => codes.has(code)))
}

function present<T extends Record<string, string>>(fields: T): Partial<T> {
  const filled = Object.entries(fields).map(([name, value]) => [name, value.trim()]).filter(([, value]) => value !== '')
  return Object.fromEntries(filled) as Partial<T>
}

function digits(phone: string): string {
  return phone.replaceAll(/[\s()]/g, '')
}

/** The hall's ticket that an address names. */
export function ticketOf(query: Record<string, unknown>): { id: string; name: string } | null {
  const { ticket, number } = query
  return typeof ticket === 'string' && ticket !== '' && typeof number === 'string' && /^[A-Z]\d{3,6}$/.test(number) ? { id: ticket, name: number } : null
}
