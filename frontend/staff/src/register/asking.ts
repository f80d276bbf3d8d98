import { questions, type Question } from '@fengqiao/shared/api/questions'
import { onBeforeUnmount, shallowRef, watch } from 'vue'

/** What the chosen category asks beyond words and place; nothing while nobody knows, and nothing stands in the way then. */
export function useAsking(category: () => string) {
  const asked = shallowRef<Question[]>([])
  let current: AbortController | null = null

  watch(category, async (code) => {
    current?.abort()
    asked.value = []
    if (!code) return
    const mine = new AbortController()
    current = mine
    try {
      const found = await questions.ofCategory(code, mine.signal)
      if (current === mine) asked.value = found.questions
    } catch {
      // Without the questions the matter is registered all the same: they stay open on its page.
    }
  }, { immediate: true })
  onBeforeUnmount(() => current?.abort())

  return asked
}
