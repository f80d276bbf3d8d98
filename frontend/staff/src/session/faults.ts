import { asProblem, type Problem } from '@fengqiao/shared/api/problem'
import { shallowRef } from 'vue'
import { useRouter } from 'vue-router'

import { useSession } from './session'

/** Runs calls, keeps the last Problem for the page to show, and leads to the sign-in when the session has ended. */
export function useCalls() {
  const session = useSession()
  const router = useRouter()
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
      if (problem.value.isSignedOut) {
        session.lost()
        const next = router.currentRoute.value.fullPath
        if (router.currentRoute.value.name !== 'sign-in') await router.push({ name: 'sign-in', query: { next } })
      }
      return undefined
    }
  }

  return { run, problem }
}
