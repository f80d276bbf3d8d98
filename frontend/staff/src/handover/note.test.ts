import type { Handover, HandoverMatter } from '@fengqiao/shared/api/handover'
import { describe, expect, it } from 'vitest'

import { offered, ticked } from './note'

const matter = (code: string): HandoverMatter => ({ code, title: code, state_name: '', urgent: false, due_at: null })
const found = (proposed: string[], noted: string[] | null): Handover => ({
  note: noted && { version: 1, words: 'x', matters: noted.map(matter), written_at: '', acknowledged_at: null, mine: true },
  proposed: proposed.map(matter), past: [], keep_days: 30,
})

describe('the note for the next shift', () => {
  it('is drafted with all that is due', () => {
    expect(ticked(found(['a', 'b'], null))).toEqual(['a', 'b'])
    expect(offered(found(['a', 'b'], null)).map((one) => one.code)).toEqual(['a', 'b'])
  })

  it('keeps what was chosen once it is written, and offers the rest, each once', () => {
    expect(ticked(found(['a', 'b'], ['c', 'a']))).toEqual(['c', 'a'])
    expect(offered(found(['a', 'b'], ['c', 'a'])).map((one) => one.code)).toEqual(['c', 'a', 'b'])
  })
})
