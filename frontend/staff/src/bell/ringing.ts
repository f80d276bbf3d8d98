import { bell, type Bell, type BellChoice, type BellChosen } from '@fengqiao/shared/api/bell'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'

/** What is sent of a choice: the kinds that are off, and the times of what is switched on. */
export function chosenOf(choice: BellChoice, quiet: boolean, digest: boolean): BellChosen {
  return {
    silent: choice.kinds.filter((one) => !one.on).map((one) => one.kind),
    quiet_since: quiet ? choice.quiet_since : '',
    quiet_until: quiet ? choice.quiet_until : '',
    digest_at: digest ? choice.digest_at : '',
  }
}

/** How many are unread, as the bell shows it. */
export function shownCount(unread: number): string {
  return unread > 99 ? '99+' : String(unread)
}

/** The bell: its number is asked for when somebody sits down and when something changed, what rang when it is opened; it makes no sound. */
export const useBell = defineStore('bell', () => {
  const found = shallowRef<Bell | null>(null)
  const unread = ref(0)
  let current: AbortController | null = null

  async function look(): Promise<void> {
    current?.abort()
    const mine = new AbortController()
    current = mine
    try {
      unread.value = (await bell.unread(mine.signal)).unread
    } catch {
      // The drawer says what is wrong when it is opened; the bell stays quiet.
    }
  }

  function learn(next: Bell | undefined): void {
    if (!next) return
    // A number that is still on its way is older than what was just read.
    current?.abort()
    found.value = next
    unread.value = next.unread
  }

  return { found, unread, look, learn }
})
