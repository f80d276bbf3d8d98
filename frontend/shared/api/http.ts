import { offline, problemOf } from './problem'

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  query?: Record<string, string | number | undefined | null>
  body?: unknown
  /** The idempotency key of a write: the same key gets the first answer again. */
  key?: string
  signal?: AbortSignal
  /** The key of a machine that has no session. */
  bearer?: string
  /** Statuses that are answers here, not faults. */
  accept?: number[]
}

const speaker = { locale: 'zh', post: '' }

/** In which language the server answers from now on. */
export function speak(locale: string): void {
  speaker.locale = locale.startsWith('en') ? 'en' : 'zh'
}

/** Which of the person's posts acts from now on, as `post@unit`; "" leaves the choice to the server. */
export function actAs(seat: string): void {
  speaker.post = seat
}

/** A fresh idempotency key. `randomUUID` is missing on plain HTTP in an office network. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [8, 12, 16, 20, 32].map((end, place, ends) => hex.slice(ends[place - 1] ?? 0, end)).join('-')
}

export function headersOf(call: Pick<Call, 'method' | 'key' | 'bearer'>): Record<string, string> {
  const headers: Record<string, string> = { 'Accept': 'application/json', 'Accept-Language': speaker.locale }
  if (speaker.post) headers['X-Fengqiao-Post'] = speaker.post
  if (call.key) headers['Idempotency-Key'] = call.key
  if (call.bearer) headers['Authorization'] = `Bearer ${call.bearer}`
  if ((call.method ?? 'GET') !== 'GET') headers['X-CSRFToken'] = cookie('csrftoken')
  return headers
}

/** One call; throws a Problem for everything that is no answer. */
export async function call<T>(path: string, request: Call = {}): Promise<T> {
  const headers = headersOf(request)
  if (request.body !== undefined) headers['Content-Type'] = 'application/json'
  let response: Response
  try {
    response = await fetch(address(path, request.query), {
      method: request.method ?? 'GET',
      headers,
      credentials: 'same-origin',
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      ...(request.signal ? { signal: request.signal } : {}),
    })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw offline()
  }
  if (!response.ok && !request.accept?.includes(response.status)) throw await problemOf(response)
  if (response.status === 204) return undefined as T
  try {
    return (await response.json()) as T
  } catch {
    throw offline()
  }
}

function address(path: string, query: Call['query']): string {
  const given = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null && value !== '')
  if (given.length === 0) return path
  return `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString()}`
}

function cookie(name: string): string {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${name}=`))
  return found ? decodeURIComponent(found.slice(name.length + 1)) : ''
}
