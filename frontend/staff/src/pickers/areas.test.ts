import { expect, it } from 'vitest'

import { nest } from './areas'

it('hangs every area below the longest code that begins its own', () => {
  const tree = nest([
    { code: '330999', name: '县' },
    { code: '330999001', name: '街道' },
    { code: '330999001002', name: '社区' },
    { code: '330999101', name: '镇' },
    { code: '440000', name: '外' },
  ])
  expect(tree).toEqual([
    {
      value: '330999', label: '县',
      children: [
        { value: '330999001', label: '街道', children: [{ value: '330999001002', label: '社区' }] },
        { value: '330999101', label: '镇' },
      ],
    },
    { value: '440000', label: '外' },
  ])
})
