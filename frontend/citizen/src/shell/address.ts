const ENTRY = '/citizen/'

/** An address as it is printed or read out, without the hash that pages stand behind: /citizen/notices is /citizen/#/notices. */
export function behindHash(path: string): string | null {
  if (!path.startsWith(ENTRY) || path === ENTRY || path === `${ENTRY}index.html`) return null
  return `${ENTRY}#/${path.slice(ENTRY.length)}`
}

/** Puts the page that was asked for behind the hash, before the router reads it. */
export function hashed(): void {
  const at = window.location.hash === '' ? behindHash(window.location.pathname) : null
  if (at !== null) window.history.replaceState(null, '', at)
}
