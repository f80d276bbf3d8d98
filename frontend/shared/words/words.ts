import { computed, shallowRef, watchEffect } from 'vue'
import { createI18n, useI18n } from 'vue-i18n'

import type { Directory, Word } from '../api/contract'
import { speak } from '../api/http'
import sharedEn from './en'
import sharedZh from './zh'

export type Locale = 'zh-Hans' | 'en'
type Messages = Record<string, unknown>

const LOCALE = 'fengqiao.locale'
const directoryWords = shallowRef<Directory['words']>({})

/** The words of an entry: the shared ones and its own, in both languages; Simplified Chinese unless chosen otherwise. */
export function createWords(own: { zh: Messages; en: Messages }) {
  const messages = { 'zh-Hans': { ...sharedZh, ...own.zh }, 'en': { ...sharedEn, ...own.en } }
  const words = createI18n({
    legacy: false,
    locale: keptLocale(),
    fallbackLocale: 'zh-Hans',
    messages: messages as unknown as Record<string, Record<string, string>>,
  })
  watchEffect(() => {
    const locale = words.global.locale.value
    document.documentElement.lang = locale
    speak(locale)
  })
  return words
}

/** Takes the words the county edits; they stand above the built-in ones. */
export function learnWords(words: Directory['words'] | undefined): void {
  directoryWords.value = words ?? {}
}

/** Words for a component: sentences (`t`), domain words by group and code (`word`), and the language itself. */
export function useWords() {
  const { t, te, locale } = useI18n()
  const english = computed(() => locale.value.startsWith('en'))

  /** The word of a code, the county's first; an unknown code is shown as it is. */
  function word(group: string, code: string | null | undefined): string {
    if (!code) return ''
    const taught = directoryWords.value[group]?.[code]
    if (taught) return english.value ? taught.en : taught.zh
    const key = `word.${group}.${code}`
    return te(key, 'zh-Hans') ? t(key) : code
  }

  /** The name of something that has one in each language. */
  function named(thing: { name_zh: string; name_en: string } | { zh: string; en: string } | Word): string {
    if ('name_zh' in thing) return english.value && thing.name_en ? thing.name_en : thing.name_zh
    return english.value ? thing.en : thing.zh
  }

  function choose(next: Locale): void {
    locale.value = next
    try {
      localStorage.setItem(LOCALE, next)
    } catch {
      // Kept for this visit only.
    }
  }

  return { t, te, word, named, english, locale, choose }
}

/** The group of words that names a limit's unit beside this amount: one day, two days. */
export function limitGroup(amount: unknown): 'limit_one' | 'limit_unit' {
  return Number(amount) === 1 ? 'limit_one' : 'limit_unit'
}

function keptLocale(): Locale {
  try {
    return localStorage.getItem(LOCALE) === 'en' ? 'en' : 'zh-Hans'
  } catch {
    return 'zh-Hans'
  }
}
