import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

import { filled, useActing } from './acting'

vi.mock('vue-router', () => ({ useRouter: () => ({ currentRoute: { value: { fullPath: '/', name: 'matter' } }, push: vi.fn() }) }))

const MATTER = { code: '33099920261014P000171', version: 4 }
const json = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })

describe('sending an act', () => {
  const sent: { key: string | undefined; body: unknown }[] = []
  let answers: (() => Promise<Response>)[] = []

  beforeEach(() => {
    setActivePinia(createPinia())
    sent.length = 0
    vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
      sent.push({ key: (init.headers as Record<string, string>)['Idempotency-Key'], body: JSON.parse(String(init.body)) })
      return answers.shift()?.() ?? Promise.reject(new Error('no answer prepared'))
    })
  })
  afterEach(() => { vi.unstubAllGlobals() })

  it('keeps its key while the answer is unknown, and takes a new one for the next act', async () => {
    answers = [
      () => Promise.reject(new TypeError('network')),
      () => Promise.resolve(json(503, { code: 'database_away' })),
      () => Promise.resolve(json(200, { code: MATTER.code, version: 5 })),
      () => Promise.resolve(json(200, { code: MATTER.code, version: 6 })),
    ]
    const { act, problem } = useActing()
    expect(await act(MATTER, 'sign', {})).toBeUndefined()
    expect(problem.value?.isOffline).toBe(true)
    expect(await act(MATTER, 'sign', {})).toBeUndefined()
    expect((await act(MATTER, 'sign', {}))?.version).toBe(5)
    await act(MATTER, 'sign', {})
    expect(sent[1]?.key).toBe(sent[0]?.key)
    expect(sent[2]?.key).toBe(sent[0]?.key)
    expect(sent[3]?.key).not.toBe(sent[0]?.key)
  })

  it('takes a new key after a refusal, because the corrected act is another one', async () => {
    answers = [
      () => Promise.resolve(json(400, { code: 'reason_required', field: 'reason' })),
      () => Promise.resolve(json(200, { code: MATTER.code, version: 5 })),
    ]
    const { act, problem } = useActing()
    await act(MATTER, 'reject', {})
    expect(problem.value?.field).toBe('reason')
    await act(MATTER, 'reject', { reason: 'outside_area' })
    expect(sent[1]?.key).not.toBe(sent[0]?.key)
    expect(problem.value).toBeNull()
  })

  it('names the version it saw, and knows a lost race by the current one', async () => {
    answers = [() => Promise.resolve(json(409, { code: 'conflict', current_version: 7 }))]
    const { act, problem } = useActing()
    await act(MATTER, 'approve', {})
    expect(sent[0]?.body).toEqual({ version: 4, data: {}, photos: [] })
    expect(problem.value?.isConflict).toBe(true)
    expect(problem.value?.currentVersion).toBe(7)
  })
})

describe('what is sent', () => {
  it('lets photos travel beside the data', async () => {
    setActivePinia(createPinia())
    let body: unknown
    vi.stubGlobal('fetch', (_path: string, init: RequestInit) => {
      body = JSON.parse(String(init.body))
      return Promise.resolve(json(200, { code: MATTER.code, version: 5 }))
    })
    await useActing().act(MATTER, 'submit_result', { reply: 'done', photos: ['a', 'b'] })
    vi.unstubAllGlobals()
    expect(body).toEqual({ version: 4, data: { reply: 'done' }, photos: ['a', 'b'] })
  })

  it('goes through its own door where an act has one', async () => {
    setActivePinia(createPinia())
    const door = vi.fn().mockResolvedValue({ version: 9 })
    expect(await useActing().act(MATTER, 'merge', { followers: ['x'], rule: '' }, door)).toEqual({ version: 9 })
    expect(door.mock.calls[0]?.[0]).toEqual({ followers: ['x'] })
  })
})

it('sends only what was filled in', () => {
  expect(filled({ a: '', b: '  ', c: [], d: null, e: undefined, f: false, g: 0, h: ' x ', i: ['', ' y '] }))
    .toEqual({ f: false, g: 0, h: 'x', i: ['y'] })
})
