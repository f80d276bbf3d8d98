import type { ExtensionAsked, MatterDetail, ReturnAsked, ShelvingAsked } from '@fengqiao/shared/api/contract'
import { dayInFull } from '@fengqiao/shared/moments/moments'
import { limitGroup } from '@fengqiao/shared/words/words'

export type RequestKind = 'returns' | 'extensions' | 'shelvings'

export interface RequestLine {
  name: string
  said: string
}

type Say = (key: string, values?: Record<string, string | number>) => string
type Word = (group: string, code: string) => string

/** What was asked for, line by line; empty lines are left out. */
export function linesOf(kind: RequestKind, asked: MatterDetail[RequestKind][number], t: Say, word: Word, locale: string): RequestLine[] {
  const lines = kind === 'returns' ? ofReturn(asked as ReturnAsked, t)
    : kind === 'extensions' ? ofExtension(asked as ExtensionAsked, t, word)
      : ofShelving(asked as ShelvingAsked, t, locale)
  return lines.filter((line) => line.said !== '')
}

function ofReturn(asked: ReturnAsked, t: Say): RequestLine[] {
  return [
    { name: t('field.unitAsking'), said: asked.unit_name },
    { name: t('field.reason'), said: asked.reason },
    { name: t('field.suggested_unit'), said: asked.suggested_unit_name },
    { name: t('field.basis'), said: asked.basis },
  ]
}

function ofExtension(asked: ExtensionAsked, t: Say, word: Word): RequestLine[] {
  return [
    { name: t('field.amount'), said: `${asked.amount} ${word(limitGroup(asked.amount), asked.unit)}` },
    { name: t('field.reason'), said: asked.reason },
  ]
}

function ofShelving(asked: ShelvingAsked, t: Say, locale: string): RequestLine[] {
  return [
    { name: t('field.reason'), said: asked.reason },
    { name: t('field.plan'), said: asked.plan },
    { name: t('field.next_review'), said: dayInFull(asked.next_review, locale) },
  ]
}
