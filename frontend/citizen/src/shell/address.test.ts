import { describe, expect, it } from 'vitest'

import { behindHash } from './address'

describe('an address without its hash', () => {
  it('leads to the page behind it', () => {
    expect(behindHash('/citizen/notices')).toBe('/citizen/#/notices')
    expect(behindHash('/citizen/notices/20261128-1')).toBe('/citizen/#/notices/20261128-1')
  })

  it('leaves the first page and other entries as they are', () => {
    expect(['/citizen/', '/citizen', '/citizen/index.html', '/staff/notices'].map(behindHash)).toEqual([null, null, null, null])
  })
})
