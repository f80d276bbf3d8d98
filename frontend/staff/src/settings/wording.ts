import type { Wording } from '@fengqiao/shared/api/templates'

/** The words alone of whatever holds them. */
export function wordsOf({ name_zh, name_en, body }: Wording): Wording {
  return { name_zh, name_en, body }
}

/** Names as they are kept; a text is kept as it was typed. */
export function sentOf(words: Wording): Wording {
  return { name_zh: words.name_zh.trim(), name_en: words.name_en.trim(), body: words.body }
}

export function isSame(one: Wording, other: Wording): boolean {
  return JSON.stringify(sentOf(one)) === JSON.stringify(sentOf(other))
}

/** A text with a place put where the caret was (over what was chosen), and where the caret stands after it. */
export function withPlace(text: string, place: string, from: number, to: number): { text: string; caret: number } {
  const put = `{${place}}`
  return { text: text.slice(0, from) + put + text.slice(to), caret: from + put.length }
}

/** Places as they stand in a text. */
export function braced(places: readonly string[]): string {
  return places.map((one) => `{${one}}`).join(' ')
}
