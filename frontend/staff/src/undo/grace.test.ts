import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp, defineComponent, h } from 'vue'

import { GRACE, useGrace } from './grace'

function mounted(send: () => void) {
  let grace: ReturnType<typeof useGrace> | undefined
  const app = createApp(defineComponent(() => {
    grace = useGrace(send)
    return () => h('p')
  }))
  app.mount(document.createElement('div'))
  if (!grace) throw new Error('not set up')
  return { grace, app }
}

const asksBeforeLeaving = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))

describe('the seconds before an act upon many', () => {
  beforeEach(() => { vi.useFakeTimers() })
  afterEach(() => { vi.useRealTimers() })

  it('sends once when they are over, and not before', () => {
    const send = vi.fn()
    const { grace } = mounted(send)
    grace.begin()
    grace.begin()
    vi.advanceTimersByTime((GRACE - 1) * 1_000)
    expect(grace.left.value).toBe(1)
    expect(send).not.toHaveBeenCalled()
    expect(asksBeforeLeaving()).toBe(true)
    vi.advanceTimersByTime(60_000)
    expect(send).toHaveBeenCalledTimes(1)
    expect(grace.left.value).toBe(0)
    expect(asksBeforeLeaving()).toBe(false)
  })

  it('sends nothing once it was taken back', () => {
    const send = vi.fn()
    const { grace } = mounted(send)
    grace.begin()
    vi.advanceTimersByTime(3_000)
    grace.takeBack()
    vi.advanceTimersByTime(60_000)
    expect(send).not.toHaveBeenCalled()
    expect(asksBeforeLeaving()).toBe(false)
  })

  it('sends nothing when what holds it goes', () => {
    const send = vi.fn()
    const { grace, app } = mounted(send)
    grace.begin()
    app.unmount()
    vi.advanceTimersByTime(60_000)
    expect(send).not.toHaveBeenCalled()
    expect(asksBeforeLeaving()).toBe(false)
  })

  it('sends at once for whoever will not wait, and only once', () => {
    const send = vi.fn()
    const { grace } = mounted(send)
    grace.begin()
    grace.sendNow()
    vi.advanceTimersByTime(60_000)
    expect(send).toHaveBeenCalledTimes(1)
  })
})
