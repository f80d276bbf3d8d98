import type { TimelineEntry } from '@fengqiao/shared/api/contract'
import { describe, expect, it } from 'vitest'

import { givenBy, lastSeq, latest, onlySince } from './counter'

const step = (seq: number, action = ''): TimelineEntry => ({
  seq, at: '', kind: '', title: '', text: '', post: '', post_name: '', unit: '', unit_name: '', system: false, public: false, facts: {}, photos: [],
  undo: action ? { action, data: {} } : null,
})

describe('taking a step back', () => {
  it('gives a reason only where the act asks for one', () => {
    expect(givenBy({ action: 'unmerge', data: { follower: 'A' } }, 'wrong')).toEqual({ follower: 'A', reason: 'wrong' })
    expect(givenBy({ action: 'resume', data: { cause: 'material' } }, 'wrong')).toEqual({ cause: 'material' })
  })

  it('offers beside the message only what was just done, and nothing where it would have to guess', () => {
    const timeline = [step(1), step(2, 'unmerge'), step(3, 'resume'), step(4)]
    expect(onlySince({ timeline }, 2)?.seq).toBe(3)
    expect(onlySince({ timeline }, 1)).toBeNull()
    expect(onlySince({ timeline }, 3)).toBeNull()
    expect(onlySince(null, 0)).toBeNull()
  })

  it('knows the latest one, for the key', () => {
    expect(latest({ timeline: [step(1, 'unmerge'), step(2, 'resume'), step(3)] })?.seq).toBe(2)
    expect(latest({ timeline: [step(1)] })).toBeNull()
    expect(lastSeq({ timeline: [step(1), step(7)] })).toBe(7)
    expect(lastSeq(null)).toBe(0)
  })
})
