interface Findable {
  code: string
  name_zh: string
  name_en: string
  pinyin?: string
  keywords?: string[] | string
}

/**
 * How well something answers to what was typed: 0 not at all; more is better. Names and keywords count by the part
 * that matches, pinyin by full syllables or initials ("xlls" and "xianglin" both find 相邻漏水).
 */
export function score(typed: string, thing: Findable): number {
  const query = fold(typed)
  if (query === '') return 1
  const names = [thing.name_zh, thing.name_en, thing.code].map(fold)
  if (names.includes(query)) return 100
  if (names.some((name) => name.startsWith(query))) return 80
  const sounds = spoken(thing.pinyin ?? '')
  if (sounds.initials.startsWith(query) || sounds.whole.startsWith(query)) return 60
  if (names.some((name) => name.includes(query))) return 50
  if (words(thing.keywords).some((word) => fold(word).includes(query))) return 40
  if (query.length > 1 && (sounds.initials.includes(query) || sounds.whole.includes(query))) return 20
  return 0
}

/** The best answers first; the order of the directory stands among equals. */
export function best<T extends Findable>(typed: string, things: readonly T[], most: number): T[] {
  if (fold(typed) === '') return things.slice(0, most)
  return things
    .map((thing, place) => ({ thing, place, score: score(typed, thing) }))
    .filter((one) => one.score > 0)
    .sort((a, b) => b.score - a.score || a.place - b.place)
    .slice(0, most)
    .map((one) => one.thing)
}

/** The directory gives syllables with spaces, or initials only. */
function spoken(pinyin: string): { whole: string; initials: string } {
  const syllables = pinyin.toLowerCase().split(/[\s']+/).filter(Boolean)
  const initials = syllables.length > 1 ? syllables.map((one) => one[0] ?? '').join('') : (syllables[0] ?? '')
  return { whole: syllables.join(''), initials }
}

function words(keywords: string[] | string | undefined): string[] {
  return typeof keywords === 'string' ? keywords.split('|') : (keywords ?? [])
}

function fold(text: string): string {
  return text.toLowerCase().replaceAll(/[\s'’-]/g, '')
}
