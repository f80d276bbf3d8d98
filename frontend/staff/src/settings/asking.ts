import type { Question, QuestionKind } from '@fengqiao/shared/api/questions'

export const KINDS: QuestionKind[] = ['short', 'long', 'number', 'one', 'several', 'date', 'yes_no']

export function freshQuestion(): Question {
  return { code: '', zh: '', en: '', kind: 'short', required: false, staff: false, help_zh: '', help_en: '', unit_zh: '', unit_en: '', options: [] }
}

/** Options as they are typed, one a line, Chinese and English with a bar between; who kept its Chinese words keeps its code. */
export function optionsOf(typed: string, before: Question['options']): Question['options'] {
  return typed.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
    const [zh = '', en = ''] = line.split(/[|｜]/).map((part) => part.trim())
    return { code: before.find((one) => one.zh === zh)?.code ?? '', zh, en }
  })
}

export function typedOptions(options: Question['options']): string {
  return options.map((one) => `${one.zh} | ${one.en}`).join('\n')
}

/** What is sent: nothing that the kind does not have. */
export function tidy(question: Question): Question {
  const chooses = question.kind === 'one' || question.kind === 'several'
  const counts = question.kind === 'number'
  return {
    ...question,
    options: chooses ? question.options : [],
    unit_zh: counts ? question.unit_zh : '',
    unit_en: counts ? question.unit_en : '',
  }
}

/** A list with one of its rows a place further up (-1) or down (+1). */
export function moved<T>(list: readonly T[], at: number, by: -1 | 1): T[] {
  const next = [...list]
  const [one] = next.splice(at, 1)
  if (one !== undefined) next.splice(at + by, 0, one)
  return next
}
