import { afterEach, expect, it, vi } from 'vitest'

import { lastOf } from './lastOf'

afterEach(() => vi.resetModules())

it('gives the last, and nothing of an empty list', () => {
  expect(lastOf([1, 2, 3])).toBe(3)
  expect(lastOf([])).toBeUndefined()
})

it('adds what libraries ask for and an old browser lacks', async () => {
  const there = Object.getOwnPropertyDescriptor(Object, 'hasOwn')
  try {
    Reflect.deleteProperty(Object, 'hasOwn')
    await import('./missing')
    expect(Object.hasOwn({ own: 1 }, 'own')).toBe(true)
    expect(Object.hasOwn({ own: 1 }, 'toString')).toBe(false)
    expect(Object.hasOwn(Object.create(null), 'x')).toBe(false)
  } finally {
    if (there) Object.defineProperty(Object, 'hasOwn', there)
  }
})
