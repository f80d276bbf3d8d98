/** Has the page served from the phone itself from the next visit on. Without a secure context browsers offer none. */
const SOON = 3_000

export function serveOffline(page: '/citizen/' | '/patrol/'): void {
  if (!('serviceWorker' in navigator) || import.meta.env.DEV) return
  const opened = Date.now()
  navigator.serviceWorker.register(`${page}sw.js`, { scope: page }).then((registration) => {
    // A newer version waits: it takes over while nothing has been begun yet. What was typed before is on the phone.
    if (!registration.waiting || !navigator.serviceWorker.controller || Date.now() - opened > SOON) return
    navigator.serviceWorker.addEventListener('controllerchange', () => { window.location.reload() }, { once: true })
    registration.waiting.postMessage('take over')
  }).catch(() => {
    // Not reached, or not allowed here: the page works as long as there is a network.
  })
}
