import type { Article, ArticleSent } from '@fengqiao/shared/api/knowledge'

/** What the form of an article holds while somebody writes. */
export interface ArticleDraft {
  code: string
  question: string
  answer: string
  keywords: string
  category: string
  basis: string
  unit: string
  valid_for: string
  valid_from: string
  valid_until: string
}

export const TONES: Record<string, string> = { published: 'green', expired: 'red', coming: 'yellow', withdrawn: '', draft: 'yellow' }
export const FIELDS = ['code', 'question', 'answer', 'keywords', 'category', 'basis', 'unit', 'valid_for', 'valid_from', 'valid_until']

/** A draft as it begins: of an article that stands, or of a new one that the own unit keeps. */
export function draftOf(article: Article | null, unit: string): ArticleDraft {
  return {
    code: article?.code ?? '', question: article?.question ?? '', answer: article?.answer ?? '', keywords: (article?.keywords ?? []).join('、'),
    category: article?.category ?? '', basis: article?.basis ?? '', unit: article ? article.unit : unit, valid_for: article?.valid_for ?? '',
    valid_from: article?.valid_from ?? '', valid_until: article?.valid_until ?? '',
  }
}

export function sentOf(draft: ArticleDraft): ArticleSent {
  return {
    question: draft.question.trim(), answer: draft.answer.trim(), keywords: wordsOf(draft.keywords), category: draft.category, basis: draft.basis.trim(),
    unit: draft.unit, valid_for: draft.valid_for, valid_from: draft.valid_from || null, valid_until: draft.valid_until || null,
  }
}

/** Keywords as people part them: by bars, commas of both scripts, or lines. */
export function wordsOf(typed: string): string[] {
  return [...new Set(typed.split(/[|｜、，,;；\n]/).map((one) => one.trim()).filter(Boolean))]
}

/** Whether what stands in the form differs from what was read. */
export function isTouched(draft: ArticleDraft, article: Article | null): boolean {
  return JSON.stringify(sentOf(draft)) !== JSON.stringify(sentOf(draftOf(article, draft.unit)))
}
