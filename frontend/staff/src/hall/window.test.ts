import { beforeEach, describe, expect, it } from 'vitest'

import { keepWindow, keptWindow, served } from './window'

describe('the window of this computer', () => {
  beforeEach(() => { localStorage.clear() })

  it('is remembered for each hall', () => {
    keepWindow('COUNTY_HALL', { desk: 3, services: ['B'] })
    expect(keptWindow('COUNTY_HALL')).toEqual({ desk: 3, services: ['B'] })
    expect(keptWindow('TOWN_CENTER')).toEqual({ desk: 1, services: [] })
  })

  it('is the first where what was kept makes no sense', () => {
    for (const kept of ['{', 'null', '{"desk":"x"}', '{"desk":100,"services":7}']) {
      localStorage.setItem('fengqiao.window.H', kept)
      expect(keptWindow('H')).toEqual({ desk: 1, services: [] })
    }
  })

  it('serves what it chose of what there is, else all', () => {
    expect(served(['B', 'Z'], ['A', 'B'])).toEqual(['B'])
    expect(served(['Z'], ['A', 'B'])).toEqual(['A', 'B'])
    expect(served([], ['A'])).toEqual(['A'])
  })
})
