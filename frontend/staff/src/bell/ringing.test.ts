import { describe, expect, it } from 'vitest'

import { chosenOf, shownCount } from './ringing'

const choice = {
  kinds: [{ kind: 'due', name: '', on: true }, { kind: 'letter', name: '', on: false }], quiet_since: '20:00', quiet_until: '08:00', digest_at: '09:00',
}

describe('the bell', () => {
  it('sends the kinds that are off and only the times that are switched on', () => {
    expect(chosenOf(choice, true, false)).toEqual({ silent: ['letter'], quiet_since: '20:00', quiet_until: '08:00', digest_at: '' })
    expect(chosenOf(choice, false, true)).toEqual({ silent: ['letter'], quiet_since: '', quiet_until: '', digest_at: '09:00' })
  })

  it('shows a number that fits', () => {
    expect(shownCount(7)).toBe('7')
    expect(shownCount(100)).toBe('99+')
  })
})
