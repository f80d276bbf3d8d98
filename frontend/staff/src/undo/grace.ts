import { onBeforeUnmount, ref } from 'vue'

/** How long an act upon many waits before it is sent, in seconds. */
export const GRACE = 8

/**
 * A few seconds in which nothing was sent yet. Whoever takes it back, closes the drawer or leaves the page has done
 * nothing: it is sent when the seconds are over or when somebody will not wait, and never otherwise.
 */
export function useGrace(send: () => void) {
  /** Seconds that are left; 0 where nothing waits. */
  const left = ref(0)
  let timer = 0

  function begin(): void {
    if (left.value > 0) return
    left.value = GRACE
    window.addEventListener('beforeunload', warn)
    timer = window.setInterval(() => {
      left.value -= 1
      if (left.value <= 0) sendNow()
    }, 1_000)
  }

  function sendNow(): void {
    stop()
    send()
  }

  function stop(): void {
    window.clearInterval(timer)
    window.removeEventListener('beforeunload', warn)
    left.value = 0
  }

  /** The browser asks whether to leave, because what waits would not be done. */
  function warn(event: BeforeUnloadEvent): void {
    event.preventDefault()
  }

  onBeforeUnmount(stop)

  return { left, begin, sendNow, takeBack: stop }
}
