import { knowledge, type Offered } from '@fengqiao/shared/api/knowledge'
import { onBeforeUnmount, ref, shallowRef, watch, type Ref } from 'vue'

const PAUSE = 500
const SHORTEST = 4

/**
 * Answers of the knowledge base while somebody types what is asked, or looks for one by words or pinyin initials; a help that
 * fails or comes late is no fault of the form.
 */
export function useAnswering(text: Ref<string>, area: Ref<string>) {
  const answers = shallowRef<Offered[] | null>(null)
  const looked = ref('')
  let timer = 0
  let current: AbortController | null = null

  function hear(): void {
    window.clearTimeout(timer)
    current?.abort()
    current = null
    const said = looked.value.trim() || text.value.trim()
    if (!looked.value.trim() && said.length < SHORTEST) {
      answers.value = null
      return
    }
    timer = window.setTimeout(() => { void ask(said) }, PAUSE)
  }

  async function ask(said: string): Promise<void> {
    const mine = new AbortController()
    current = mine
    try {
      const found = await knowledge.answers({ text: said, ...(area.value ? { area: area.value } : {}) }, mine.signal)
      if (current === mine) answers.value = found.items
    } catch {
      if (current === mine) answers.value = null
    }
  }

  watch([text, area, looked], hear, { immediate: true })
  onBeforeUnmount(() => {
    window.clearTimeout(timer)
    current?.abort()
  })
  return { answers, looked }
}

/** Which answer a key means: Shift, Alt and its number, as it stands on the key; Alt alone takes a suggested category. */
export function answerKey(event: Pick<KeyboardEvent, 'altKey' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'code'>): number | null {
  if (!event.altKey || !event.shiftKey || event.ctrlKey || event.metaKey) return null
  const found = /^(?:Digit|Numpad)([1-3])$/.exec(event.code)
  return found ? Number(found[1]) : null
}
