import { afterEach, expect, it, vi } from 'vitest'

import { leftForAdmin, wanted } from './router'

afterEach(() => vi.unstubAllGlobals())

it.each([
  ['/matters/X', '/matters/X'],
  ['//evil.example', '/worklist'],
  ['https://evil.example', '/worklist'],
  ['javascript:alert(1)', '/worklist'],
  ['/sign-in?next=/sign-in', '/worklist'],
  [undefined, '/worklist'],
  [['/a', '/b'], '/worklist'],
])('leads on within this entry only: %s', (next, to) => {
  expect(wanted({ query: { next: next as string } })).toBe(to)
})

it.each([
  ['/admin/', true],
  ['/admin/directory/unit/', true],
  ['//admin/', false],
  ['https://evil.example/admin/', false],
  ['/administer', false],
  ['/worklist', false],
])('goes back to the admin, and to nothing else, past the router: %s', (next, leaves) => {
  const assign = vi.fn()
  vi.stubGlobal('location', { assign })
  vi.stubGlobal('window', { location: { assign } })
  expect(leftForAdmin({ query: { next } })).toBe(leaves)
  expect(assign.mock.calls).toEqual(leaves ? [[next]] : [])
})
