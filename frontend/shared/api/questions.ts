/** What a county asks category by category, and the calls that ask and answer. */
import { call } from './http'

export type QuestionKind = 'short' | 'long' | 'number' | 'one' | 'several' | 'date' | 'yes_no'

export interface QuestionOption {
  code: string
  zh: string
  en: string
}

export interface Question {
  code: string
  zh: string
  en: string
  kind: QuestionKind
  required: boolean
  /** Put to the staff, never to the citizen. */
  staff: boolean
  help_zh: string
  help_en: string
  unit_zh: string
  unit_en: string
  options: QuestionOption[]
}

export interface QuestionAnswer {
  question: string
  answer: string
  staff: boolean
}

export type Answers = Record<string, string | number | boolean | string[] | null>

export interface QuestionEdition {
  edition: number
  since: string
  questions: Question[]
}

export interface CategoryQuestions {
  category: string
  name: string
  edition: number
  since: string | null
  questions: Question[]
  past: QuestionEdition[]
}

const V1 = '/api/v1'

export const questions = {
  ofCategory: (category: string, signal?: AbortSignal) =>
    call<{ questions: Question[] }>(`${V1}/questions/${encodeURIComponent(category)}`, signal ? { signal } : {}),
  answerOwn: (secret: string, answers: Answers, key: string) =>
    call<unknown>(`${V1}/public/track/${encodeURIComponent(secret)}/answers`, { method: 'POST', body: { answers }, key }),
  listed: (signal?: AbortSignal) =>
    call<{ items: { category: string; name: string; edition: number; questions: number }[] }>(`${V1}/settings/questions`, signal ? { signal } : {}),
  kept: (category: string, signal?: AbortSignal) =>
    call<CategoryQuestions>(`${V1}/settings/questions/${encodeURIComponent(category)}`, signal ? { signal } : {}),
  publish: (category: string, edition: number, asked: Question[]) =>
    call<CategoryQuestions>(`${V1}/settings/questions/${encodeURIComponent(category)}`, { method: 'PUT', body: { edition, questions: asked } }),
}

/** What was answered, without what was left empty. */
export function answered(answers: Answers): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)))
}

/** The codes of questions that must be answered and are not. */
export function unanswered(asked: readonly Question[], answers: Answers): string[] {
  const said = answered(answers)
  return asked.filter((one) => one.required && !(one.code in said)).map((one) => one.code)
}
