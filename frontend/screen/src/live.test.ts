// @vitest-environment happy-dom
import { api } from '@fengqiao/shared/api/client'
import { signedOut } from '@fengqiao/shared/api/problem'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { useLive } from './live'

class Source {
  static last: Source | null = null
  readyState = 1
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  heard = new Map<string, (event: { data: string; lastEventId: string }) => void>()
  constructor(readonly url: string) { Source.last = this }
  addEventListener(name: string, hear: (event: { data: string; lastEventId: string }) => void): void { this.heard.set(name, hear) }
  close(): void { this.readyState = 2 }
  tell(name: string, data: unknown): void { this.heard.get(name)?.({ data: JSON.stringify(data), lastEventId: '1' }) }
}

const row = (code: string) => ({ code, light: 'red' }) as never
const lists = (overdue: string[], soon: string[]) => vi.spyOn(api, 'worklist').mockImplementation(({ view }) => Promise.resolve({
  items: (view === 'overdue' ? overdue : soon).map(row), next_cursor: null, counts: { todo: 5, soon: soon.length, overdue: overdue.length },
}))

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Source)
  vi.spyOn(api, 'me').mockResolvedValue({ posts: [{ post: 'leader', unit: 'U', unit_name: 'U', area: '' }], county: { name: 'C' } } as never)
  vi.spyOn(api, 'directory').mockResolvedValue({ county: { live: null }, words: {} } as never)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
  vi.useRealTimers()
  Source.last = null
})

it('shows what is late before what is due soon, no more than the wall has room for', async () => {
  lists(['a', 'b'], ['c', 'd', 'e', 'f', 'g', 'h', 'i'])
  const live = useLive()
  const stop = live.follow()
  await vi.advanceTimersByTimeAsync(0)
  expect(live.due.value.map((one) => one.code)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'])
  expect(live.counts.value).toEqual({ todo: 5, soon: 7, overdue: 2 })
  stop()
})

it('looks once for all that the stream tells together, and does not ask while it lives', async () => {
  const asked = lists(['a'], [])
  const stop = useLive().follow()
  await vi.advanceTimersByTimeAsync(0)
  expect(Source.last?.url).toContain('post=leader%40U')
  const before = asked.mock.calls.length
  for (let n = 0; n < 5; n += 1) Source.last?.tell('matter', { code: 'a', version: n, state: 'accepted' })
  await vi.advanceTimersByTimeAsync(2_000)
  expect(asked.mock.calls.length - before).toBe(2)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked.mock.calls.length - before).toBe(2)
  stop()
})

it('asks by itself where there is no stream', async () => {
  const asked = lists(['a'], [])
  const stop = useLive().follow()
  await vi.advanceTimersByTimeAsync(0)
  if (Source.last) Source.last.readyState = 2
  const before = asked.mock.calls.length
  await vi.advanceTimersByTimeAsync(30_000)
  expect(asked.mock.calls.length - before).toBe(2)
  stop()
})

it('takes everything off the wall when the session has ended', async () => {
  lists(['a'], [])
  const live = useLive()
  const stop = live.follow()
  await vi.advanceTimersByTimeAsync(0)
  vi.spyOn(api, 'worklist').mockRejectedValue(signedOut())
  Source.last?.tell('signed_out', {})
  await vi.advanceTimersByTimeAsync(0)
  expect([live.signedOut.value, live.counts.value, live.due.value]).toEqual([true, null, []])
  stop()
})
