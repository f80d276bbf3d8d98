import type { Problem } from '../api/problem'
import { useWords } from './words'

/** Puts a Problem into two sentences: what is wrong, and what to do next. */
export function useFaultWords() {
  const { t, locale } = useWords()

  function wrong(problem: Problem): string {
    if (problem.isOffline) return t('fault.offline')
    const said = problem.status === -1 ? '' : problem.detail(locale.value)
    if (said) return said
    if (problem.status === -1) return t('fault.page_error')
    if (problem.isSignedOut) return t('fault.signedOut')
    if (problem.status === 429) return t('fault.tooMany')
    if (problem.status === 503) return t('fault.busy')
    return problem.status >= 500 ? t('fault.server_error') : t('fault.unknown')
  }

  function next(problem: Problem): string {
    if (problem.isOffline) return t('fault.offlineNext')
    const said = problem.next(locale.value)
    if (said) return said
    if (problem.isSignedOut) return t('fault.signedOutNext')
    if (problem.status === 503 && problem.retryAfter > 0) return t('fault.busyNext', { n: problem.retryAfter })
    return problem.status >= 500 ? t('fault.serverNext') : ''
  }

  return { wrong, next }
}
