import { headersOf } from './http'
import { offline, problemOf } from './problem'

/** A file with the name it is saved under; asked for in the acting post, so that a refusal is told on the page. */
export interface Fetched {
  body: Blob
  name: string
}

/** Throws a Problem for everything that is no file. */
export async function fetched(address: string): Promise<Fetched> {
  let response: Response
  try {
    response = await fetch(address, { headers: headersOf({}), credentials: 'same-origin' })
  } catch {
    throw offline()
  }
  if (!response.ok) throw await problemOf(response)
  return { body: await response.blob(), name: nameOf(response.headers.get('Content-Disposition') ?? '') }
}

/** Shows a file in a page of its own; `print` asks for the printer as soon as it stands there. */
export function show(file: Fetched, print = false): void {
  const address = kept(file)
  const page = window.open(address, '_blank')
  // Whoever lets no page be opened gets the file to be saved instead.
  if (!page) save(file)
  else if (print) page.addEventListener('load', () => { page.print() })
}

export function save(file: Fetched): void {
  const link = document.createElement('a')
  link.href = kept(file)
  link.download = file.name
  link.click()
}

/** An address of this page for a file, given back after a while that is long enough to read it. */
function kept(file: Fetched): string {
  const address = URL.createObjectURL(file.body)
  window.setTimeout(() => { URL.revokeObjectURL(address) }, 10 * 60 * 1000)
  return address
}

export function nameOf(disposition: string): string {
  const found = /filename\*=UTF-8''([^;]+)/i.exec(disposition)?.[1]
  return found ? decodeURIComponent(found) : ''
}
