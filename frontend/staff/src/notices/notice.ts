import type { KeptNotice, NoticeSent } from '@fengqiao/shared/api/publicNotices'

/** What the form of a notice holds while somebody writes. */
export type NoticeDraft = NoticeSent

export const FIELDS = ['title', 'text', 'title_en', 'text_en', 'area', 'link', 'unit', 'valid_from', 'valid_until', 'correction']
export const NEEDED = ['title', 'text', 'valid_from', 'valid_until'] as const

/** A draft as it begins: of a notice that stands, or of a new one that the own unit issues from today on. */
export function draftOf(notice: KeptNotice | null, unit: string, today: string): NoticeDraft {
  if (!notice) return { title: '', text: '', title_en: '', text_en: '', area: '', link: '', unit, valid_from: today, valid_until: '' }
  const { title, text, title_en, text_en, area, link, valid_from, valid_until } = notice
  return { title, text, title_en, text_en, area, link, unit: notice.unit, valid_from, valid_until }
}

export function sentOf(draft: NoticeDraft): NoticeSent {
  return {
    ...draft, title: draft.title.trim(), text: draft.text.trim(), title_en: draft.title_en.trim(), text_en: draft.text_en.trim(), link: draft.link.trim(),
  }
}

/** What of a draft is still to be filled in. */
export function missingOf(draft: NoticeDraft): string[] {
  return NEEDED.filter((name) => draft[name].trim() === '')
}

/** Whether what stands in the form differs from what was read. */
export function isTouched(draft: NoticeDraft, notice: KeptNotice): boolean {
  return JSON.stringify(sentOf(draft)) !== JSON.stringify(draftOf(notice, '', ''))
}

/** Whether publishing corrects what people read now, and so has to say what. */
export function corrects(notice: KeptNotice): boolean {
  return notice.version > 0 && notice.standing !== 'withdrawn'
}
