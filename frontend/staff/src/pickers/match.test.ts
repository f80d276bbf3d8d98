import { describe, expect, it } from 'vitest'

import { best, score } from './match'

const leak = {
  code: 'D0101', name_zh: '相邻漏水渗水', name_en: 'Water leakage between neighbours', pinyin: 'xiang lin lou shui shen shui',
  keywords: ['漏水', '泡房顶'],
}
const noise = { code: 'D0102', name_zh: '生活噪声扰民', name_en: 'Domestic noise', pinyin: 'shzsrm', keywords: '吵闹|噪音' }

describe('finding by name, keyword and pinyin', () => {
  it.each([
    ['相邻', leak], ['漏水', leak], ['泡房顶', leak], ['xlls', leak], ['xianglin', leak], ['XiangLinLou', leak],
    ['loushui', leak], ['water leak', leak], ['d0101', leak], ['噪音', noise], ['shzs', noise], ['zsrm', noise],
  ])('%s', (typed, thing) => {
    expect(score(typed, thing)).toBeGreaterThan(0)
    expect(score(typed, thing === leak ? noise : leak)).toBe(0)
  })

  it('puts the better answer first and keeps the order among equals', () => {
    const things = [
      { code: 'A', name_zh: '路灯不亮', name_en: 'Lamp out', keywords: ['井盖'] },
      { code: 'B', name_zh: '井盖', name_en: 'Cover' },
      { code: 'C', name_zh: '井盖破损', name_en: 'Broken cover' },
      { code: 'D', name_zh: '井盖丢失', name_en: 'Cover lost' },
    ]
    expect(best('井盖', things, 9).map((one) => one.code)).toEqual(['B', 'C', 'D', 'A'])
    expect(best('井盖', things, 2)).toHaveLength(2)
    expect(best('', things, 3).map((one) => one.code)).toEqual(['A', 'B', 'C'])
    expect(best('zzz', things, 3)).toEqual([])
  })
})
