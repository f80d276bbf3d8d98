import type { ActAnswer, MatterDetail } from '@fengqiao/shared/api/contract'
import { api } from '@fengqiao/shared/api/client'
import { newKey } from '@fengqiao/shared/api/http'
import type { Problem } from '@fengqiao/shared/api/problem'
import { ref } from 'vue'

import { useCalls } from '../session/faults'

/** Where a form keeps the photos of its act. */
export const PHOTOS = 'photos'

/** Acts that need no words: pressing their button does them. */
export const AT_ONCE: ReadonlySet<string> = new Set(['sign', 'report_in', 'archive', 'verify'])

/**
 * Sends one act. The idempotency key stays while the answer is unknown (no network, server away), so that pressing
 * again never does it twice; a refusal changed nothing, so the next try is another act with another key.
 */
export function useActing() {
  const { run, problem } = useCalls()
  const busy = ref(false)
  let key = newKey()

  /** `other` is the call of an act that has a door of its own. */
  async function act(
    matter: Pick<MatterDetail, 'code' | 'version'>,
    action: string,
    data: Record<string, unknown>,
    other?: (sent: Record<string, unknown>, key: string) => Promise<ActAnswer>,
  ): Promise<ActAnswer | undefined> {
    if (busy.value) return undefined
    busy.value = true
    const { sent, photos } = parted(data)
    const answer = await run(() => (other
      ? other(sent, key)
      : api.act(matter.code, action, { version: matter.version, data: sent, photos }, key)))
    busy.value = false
    if (answer || isSettled(problem.value)) key = newKey()
    return answer
  }

  return { act, busy, problem }
}

/** Photos travel beside the data of an act; the server counts them itself. */
function parted(data: Record<string, unknown>): { sent: Record<string, unknown>; photos: string[] } {
  const { [PHOTOS]: photos, ...rest } = data
  return { sent: filled(rest), photos: Array.isArray(photos) ? photos.map(String) : [] }
}

/** What was left empty is not sent: the rule says what it misses. */
export function filled(data: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(data)
      .map(([name, value]) => [name, trimmed(value)] as const)
      .filter(([, value]) => value !== '' && value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)),
  )
}

function trimmed(value: unknown): unknown {
  if (typeof value === 'string') return value.trim()
  if (Array.isArray(value)) return value.map(trimmed).filter((one) => one !== '')
  return value
}

function isSettled(problem: Problem | null): boolean {
  return problem !== null && problem.status >= 400 && problem.status < 500
}
