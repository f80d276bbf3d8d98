import type { Ticket } from '@fengqiao/shared/api/hall'
import { describe, expect, it, vi } from 'vitest'

import { newlyCalled } from './hallNow'
import { mayVoice, spell, Voice } from './voice'

const ticket = (name: string, calls = 1): Ticket => ({ id: name, name, service: name.slice(0, 1), kind: 'ordinary', state: 'called', desk: 1, calls })

describe('what the display has to say', () => {
  it('is what was called since, or called again, in the order of the calls', () => {
    expect(newlyCalled([ticket('A001')], [ticket('A003'), ticket('A002'), ticket('A001')]).map((one) => one.name)).toEqual(['A002', 'A003'])
    expect(newlyCalled([ticket('A001')], [ticket('A001', 2)]).map((one) => one.name)).toEqual(['A001'])
    expect(newlyCalled([ticket('A001')], [ticket('A001')])).toEqual([])
  })

  it('is said letter by letter', () => {
    expect(spell('A012')).toBe('A 0 1 2')
  })

  it('is said only where the browser speaks and the hall wants it', () => {
    const speak = vi.fn()
    vi.stubGlobal('SpeechSynthesisUtterance', class { lang = ''; constructor(readonly text: string) {} })
    const voice = new Voice({ speak } as unknown as SpeechSynthesis)
    voice.say('请 A 0 0 1', 'zh-Hans')
    expect(speak).not.toHaveBeenCalled()
    voice.on = true
    voice.say('请 A 0 0 1', 'zh-Hans')
    expect(speak.mock.calls.map(([said]) => [(said as { text: string }).text, (said as { lang: string }).lang])).toEqual([['请 A 0 0 1', 'zh-CN']])
    expect(mayVoice({})).toBe(false)
    new Voice(null).say('x', 'en')
    vi.unstubAllGlobals()
  })
})
