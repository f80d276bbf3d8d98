const ASKED = 'fengqiao.reloaded'
const APART = 60_000

/**
 * Takes the page of a new build when a part of the one at hand is no longer there, as after an update of the server.
 * Once a minute at most: if the new page lacks it, too, the fault is shown instead.
 */
export function reloadWhenBuiltAnew(now: () => number = Date.now, reload: () => void = () => window.location.reload()): void {
  window.addEventListener('vite:preloadError', (event) => {
    const before = Number(sessionStorage.getItem(ASKED) ?? 0)
    if (now() - before < APART) return
    sessionStorage.setItem(ASKED, String(now()))
    event.preventDefault()
    reload()
  })
}
