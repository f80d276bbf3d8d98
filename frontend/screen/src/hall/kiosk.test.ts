import { beforeEach, describe, expect, it, vi } from 'vitest'

import { isHall, keepKioskKey, kioskKey } from './kiosk'

describe('the key of a kiosk', () => {
  beforeEach(() => { localStorage.clear() })

  it('stays on the machine that was set up', () => {
    expect(kioskKey()).toBe('')
    keepKioskKey('kiosk:HALL.ab')
    expect(kioskKey()).toBe('kiosk:HALL.ab')
  })

  it('is none where the browser keeps nothing', () => {
    const kept = vi.spyOn(Storage.prototype, 'getItem').mockImplementation(() => { throw new Error('forbidden') })
    expect(kioskKey()).toBe('')
    kept.mockRestore()
  })

  it('is for a unit with a hall', () => {
    expect(['COUNTY_HALL', 'TOWN_CENTER', 'WATER'].map((type) => isHall({ type }))).toEqual([true, true, false])
  })
})
