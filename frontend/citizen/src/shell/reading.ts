import { asProblem, type Problem } from '@fengqiao/shared/api/problem'
import { useWords } from '@fengqiao/shared/words/words'
import { onMounted, ref, shallowRef, watch, type WatchSource } from 'vue'

/**
 * What a page reads when it opens, and anew in another language and when one of `about` changes. A newer question overtakes an
 * older one; what was read stays where a later reading fails. `now` is the moment of the last one.
 */
export function useReading<T>(ask: () => Promise<T>, about: WatchSource[] = []) {
  const { locale } = useWords()
  const found = shallowRef<T | null>(null)
  const problem = shallowRef<Problem | null>(null)
  const reading = ref(false)
  const now = ref(new Date())
  let latest = 0

  onMounted(read)
  watch([locale, ...about], () => { void read() })

  async function read(): Promise<void> {
    const mine = ++latest
    reading.value = true
    try {
      const answer = await ask()
      if (mine !== latest) return
      found.value = answer
      problem.value = null
      now.value = new Date()
    } catch (error) {
      if (mine === latest) problem.value = asProblem(error)
    } finally {
      if (mine === latest) reading.value = false
    }
  }

  return { found, problem, reading, now, read }
}
