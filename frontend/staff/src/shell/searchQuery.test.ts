import { describe, expect, it } from 'vitest'

import { readQuery } from './searchQuery'

describe('what the search box understands', () => {
  it('takes a whole code, in any spelling, to its matter', () => {
    expect(readQuery('33099920261014e00001x')).toEqual({ kind: 'code', value: '33099920261014E00001X' })
    expect(readQuery('330999 20261014 E 00001 7')).toEqual({ kind: 'code', value: '33099920261014E000017' })
  })

  it('never searches a phone number as words', () => {
    expect(readQuery('138 0013 8000')).toEqual({ kind: 'phone', value: '13800138000' })
    expect(readQuery('+86 138-0013-8000')).toEqual({ kind: 'phone', value: '13800138000' })
  })

  it('searches everything else as words', () => {
    expect(readQuery('  路灯 不亮 ')).toEqual({ kind: 'words', value: '路灯 不亮' })
    expect(readQuery('00017')).toEqual({ kind: 'words', value: '00017' })
    expect(readQuery('12345678901')).toEqual({ kind: 'words', value: '12345678901' })
  })

  it('does nothing for nothing', () => {
    expect(readQuery('   ')).toEqual({ kind: 'nothing' })
  })
})
