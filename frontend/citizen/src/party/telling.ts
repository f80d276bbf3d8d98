import { newKey } from '@fengqiao/shared/api/http'
import { asProblem, type Problem } from '@fengqiao/shared/api/problem'
import { ref, shallowRef } from 'vue'

/**
 * Tells the server something once. The key stays while the answer is unknown, so that pressing again after a lost
 * network never does it twice; a refusal changed nothing, so what follows is another try.
 */
export function useTelling() {
  const busy = ref(false)
  const problem = shallowRef<Problem | null>(null)
  let key = newKey()

  async function tell(work: (key: string) => Promise<unknown>): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    problem.value = null
    try {
      await work(key)
      key = newKey()
      return true
    } catch (error) {
      problem.value = asProblem(error)
      if (problem.value.status >= 400 && problem.value.status < 500) key = newKey()
      return false
    } finally {
      busy.value = false
    }
  }

  return { tell, busy, problem }
}
