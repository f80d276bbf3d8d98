import { describe, expect, it } from 'vitest'

import { grouped, propose } from './proposals'

describe('what a pasted text proposes', () => {
  it('finds the phone and the place of a chat message', () => {
    const found = propose('您好,我是住户,我家在枫林路18号楼下的井盖坏了,电话 138-0013-8000,请尽快处理')
    expect(found.phones).toEqual(['13800138000'])
    expect(found.places[0]).toMatch(/^枫林路18号/)
  })

  it('keeps the street office before its road, and ends at the house number', () => {
    expect(propose('张阿姨来说，枫林街道文昌路22号楼下垃圾桶三天没人清').places).toEqual(['枫林街道文昌路22号'])
    expect(propose('我在解放街5号旁边').places[0]).toMatch(/^解放街5号/)
  })

  it('takes no complaint for a place', () => {
    expect(propose('文昌路5号路灯不亮，晚上看不清路').places).toEqual(['文昌路5号'])
  })

  it('takes no rest of an address whose number was written apart', () => {
    expect(propose('文昌路 30 号门口的路灯三天不亮了').places).toEqual([])
  })

  it('finds an estate with its building', () => {
    expect(propose('文昌小区3号楼2单元漏水').places[0]).toMatch(/^文昌小区3号楼/)
  })

  it('finds landlines, and no phone inside a longer number', () => {
    expect(propose('打 0578-7123456 找我').phones).toEqual(['0578-7123456'])
    expect(propose('单号 2138001380001 已交').phones).toEqual([])
  })

  it('proposes each only once, and nothing where there is nothing', () => {
    expect(propose('13800138000 或 13800138000').phones).toHaveLength(1)
    expect(propose('噪音太大睡不着')).toEqual({ phones: [], places: [] })
    expect(propose('')).toEqual({ phones: [], places: [] })
  })
})

describe('phone numbers', () => {
  it('are grouped while typing', () => {
    expect(grouped('138')).toBe('138')
    expect(grouped('13800138000')).toBe('138 0013 8000')
    expect(grouped('0578-7123456')).toBe('0578-7123456')
  })
})
