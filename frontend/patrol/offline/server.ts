/** A running installation as a phone sees it: two cookies, and a network that is cut before or behind the server. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export type Cut = 'no' | 'before' | 'behind'

const ADDRESS = process.env['FENGQIAO_ADDRESS'] ?? ''
const PASSWORD = process.env['FENGQIAO_PASSWORD'] ?? ''
const PHOTOS = process.env['FENGQIAO_PHOTOS'] ?? ''
const plain = globalThis.fetch

/** Cookies of somebody who has signed in. */
async function signedIn(user: string): Promise<Map<string, string>> {
  const jar = new Map<string, string>()
  await ask(jar, 'GET', '/api/v1/me')
  const answer = await ask(jar, 'POST', '/_allauth/browser/v1/auth/login', { username: user, password: PASSWORD })
  if (!answer.ok) throw new Error(`${user}: ${answer.status} ${await answer.text()}`)
  return jar
}

async function ask(jar: Map<string, string>, method: string, path: string, body?: unknown): Promise<Response> {
  const answer = await plain(ADDRESS + path, {
    method,
    headers: { 'Cookie': cookies(jar), 'X-CSRFToken': jar.get('csrftoken') ?? '', ...(body ? { 'Content-Type': 'application/json' } : {}) },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  for (const one of answer.headers.getSetCookie()) {
    const [pair = ''] = one.split(';')
    const [name = '', value = ''] = pair.split('=')
    jar.set(name, value)
  }
  return answer
}

function cookies(jar: Map<string, string>): string {
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
}

export class Network {
  /** What happens to the next requests; when it is empty, nothing is cut. */
  plan: Cut[] = []
  /** Whether the phone still has its session. */
  session = true

  private constructor(private readonly worker: Map<string, string>, private readonly clerk: Map<string, string>) {}

  /** Signs in, and has every call of the page go through this network. */
  static async open(): Promise<Network> {
    const network = new Network(await signedIn('grid_worker'), await signedIn('registrar'))
    Object.assign(globalThis, { document: { cookie: `csrftoken=${network.worker.get('csrftoken') ?? ''}` } })
    globalThis.fetch = (path, given) => network.carry(String(path), given ?? {})
    return network
  }

  private async carry(path: string, given: RequestInit): Promise<Response> {
    const cut = this.plan.shift() ?? 'no'
    if (cut === 'before') throw new TypeError('cut')
    const jar = new Map(this.worker)
    if (!this.session) jar.delete('sessionid')
    const answer = await plain(ADDRESS + path, { ...given, headers: { ...given.headers, Cookie: cookies(jar) } })
    if (cut === 'behind') {
      await answer.arrayBuffer()
      throw new TypeError('cut')
    }
    return answer
  }

  /** Somebody at a desk acts meanwhile. */
  async desk(path: string, body: unknown, by: 'clerk' | 'worker' = 'clerk'): Promise<Record<string, unknown>> {
    const answer = await ask(by === 'clerk' ? this.clerk : this.worker, 'POST', `/api/v1${path}`, body)
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as Record<string, unknown>
  }

  /** Gives a matter to the worker's own grid, which signs for it. */
  async dispatched(code: string, unit: string): Promise<void> {
    const answer = await ask(await signedIn('dispatcher'), 'POST', `/api/v1/matters/${code}/actions/dispatch`, { data: { lead: unit } })
    if (!answer.ok) throw new Error(await answer.text())
    await this.desk(`/matters/${code}/actions/sign`, { data: {} }, 'worker')
  }

  async version(code: string): Promise<number> {
    const answer = await ask(this.worker, 'GET', `/api/v1/matters/${code}`)
    return ((await answer.json()) as { version: number }).version
  }
}

/** Photos as the phone keeps them. */
export const photos: Blob[] = PHOTOS ? readdirSync(PHOTOS).map((name) => new Blob([readFileSync(join(PHOTOS, name))], { type: 'image/jpeg' })) : []
