import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { addressOf, Stream, type Hears } from './stream'

class FakeSource {
  static all: FakeSource[] = []
  readyState = 0
  onopen: (() => void) | null = null
  onerror: (() => void) | null = null
  closed = false
  private readonly listeners = new Map<string, (event: { data: string; lastEventId: string }) => void>()

  constructor(readonly url: string, readonly options: { withCredentials: boolean }) {
    FakeSource.all.push(this)
  }

  addEventListener(name: string, hear: (event: { data: string; lastEventId: string }) => void): void {
    this.listeners.set(name, hear)
  }

  close(): void {
    this.closed = true
    this.readyState = 2
  }

  open(): void {
    this.readyState = 1
    this.onopen?.()
  }

  fail(state: number): void {
    this.readyState = state
    this.onerror?.()
  }

  say(name: string, data: unknown, lastEventId = ''): void {
    this.listeners.get(name)?.({ data: JSON.stringify(data), lastEventId })
  }
}

let heard: string[]
let hears: Hears

beforeEach(() => {
  vi.useFakeTimers()
  FakeSource.all = []
  vi.stubGlobal('EventSource', FakeSource)
  heard = []
  hears = {
    changed: (told) => { heard.push(`${told.code}@${told.version}`) },
    gone: (code) => { heard.push(`gone ${code}`) },
    reset: () => { heard.push('reset') },
    signedOut: () => { heard.push('out') },
  }
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

function last(): FakeSource {
  return FakeSource.all.at(-1) as FakeSource
}

it('finds the port above the page, the same origin, or an address of its own', () => {
  const page = { protocol: 'http:', hostname: '127.0.0.1', port: '9000' } as Location
  expect(addressOf(null, page)).toBe('http://127.0.0.1:9001/live/changes')
  expect(addressOf(null, { ...page, port: '' })).toBe('http://127.0.0.1:81/live/changes')
  expect(addressOf('', page)).toBe('/live/changes')
  expect(addressOf('https://live.example', page)).toBe('https://live.example/live/changes')
})

it('loads anew when it opens first, and not when the browser came back by itself', () => {
  const stream = new Stream('/live/changes', 'handler@WATER', hears)
  expect(last().url).toBe('/live/changes?post=handler%40WATER')
  expect(last().options.withCredentials).toBe(true)
  last().open()
  last().fail(0)
  expect(stream.alive).toBe(false)
  last().open()
  expect(stream.alive).toBe(true)
  expect(heard).toEqual(['reset'])
})

it('tells what changed and what went elsewhere', () => {
  new Stream('/live/changes', 'x', hears)
  last().say('matter', { code: 'A1', version: 3, state: 'accepted' })
  last().say('gone', { code: 'A2' })
  last().say('reset', {})
  expect(heard).toEqual(['A1@3', 'gone A2', 'reset'])
})

it('opens a stream that the browser gave up from where it was, once and not at once', () => {
  new Stream('/live/changes', 'x', hears)
  last().open()
  last().say('matter', { code: 'A1', version: 3, state: 'accepted' }, '742-9')
  last().fail(2)
  expect(FakeSource.all).toHaveLength(1)
  vi.advanceTimersByTime(30_000)
  expect(FakeSource.all).toHaveLength(2)
  expect(last().url).toBe('/live/changes?post=x&after=742-9')
  vi.advanceTimersByTime(120_000)
  expect(FakeSource.all).toHaveLength(2)
})

it('stops for good when the session ended or the page wants no more', () => {
  const stream = new Stream('/live/changes', 'x', hears)
  last().say('signed_out', {})
  expect(last().closed).toBe(true)
  last().fail(2)
  vi.advanceTimersByTime(120_000)
  expect(FakeSource.all).toHaveLength(1)
  expect(heard).toEqual(['out'])
  stream.stop()
})

it('is quiet where the browser has no such thing', () => {
  vi.stubGlobal('EventSource', undefined)
  const stream = new Stream('/live/changes', 'x', hears)
  expect(stream.alive).toBe(false)
  stream.stop()
})
