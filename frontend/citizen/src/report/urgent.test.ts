import { describe, expect, it } from 'vitest'

import { alarmOf } from './urgent'

describe('words that mean: telephone first', () => {
  it.each([
    ['三楼着火了快来人', 'dial_119_now'],
    ['楼道里有煤气味', 'dial_119_now'],
    ['有人持刀打人', 'dial_110_now'],
    ['老人晕倒在路边', 'dial_120_now'],
    ['There is a GAS LEAK in our yard', 'dial_119_now'],
  ])('%s', (text, prompt) => {
    expect(alarmOf(text)?.prompt).toBe(prompt)
  })

  it('says which words it heard', () => {
    expect(alarmOf('有人持刀打人')?.words).toEqual(['持刀', '打人'])
  })

  it('stays silent on everyday matters', () => {
    for (const text of ['路灯不亮', '井盖松动,车一过就响', '广场舞太吵', 'the lamp is out', '']) expect(alarmOf(text)).toBeNull()
  })
})
