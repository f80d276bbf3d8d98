import { expect, it, vi } from 'vitest'

import { reloadWhenBuiltAnew } from './freshBuild'

it('takes the page of a new build once, and shows the fault when that does not help', () => {
  let moment = 1_000_000
  const reload = vi.fn()
  reloadWhenBuiltAnew(() => moment, reload)
  const missing = () => {
    const event = new Event('vite:preloadError', { cancelable: true })
    window.dispatchEvent(event)
    return event.defaultPrevented
  }
  expect(missing()).toBe(true)
  moment += 5_000
  expect(missing()).toBe(false)
  expect(reload).toHaveBeenCalledTimes(1)
  moment += 60_000
  expect(missing()).toBe(true)
  expect(reload).toHaveBeenCalledTimes(2)
})
