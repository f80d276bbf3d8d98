import { asProblem, type Problem } from '@fengqiao/shared/api/problem'
import { shallowRef } from 'vue'

import { useSession } from './session'

/** Runs calls, keeps the last Problem for the page to show, and says when the session has ended, which leads to the sign-in. */
export function useCalls() {
  const session = useSession()
  const problem = shallowRef<Problem | null>(null)

  /** The answer, or undefined when it failed or was overtaken by a newer call. */
  async function run<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      const found = await work()
      problem.value = null
      return found
    } catch (error) {
      if (error instanceof DOMException && error.name === 'AbortError') return undefined
      problem.value = asProblem(error)
      if (problem.value.isSignedOut) session.lost()
      return undefined
    }
  }

  return { run, problem }
}
