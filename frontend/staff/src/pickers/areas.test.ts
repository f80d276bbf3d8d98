import { expect, it } from 'vitest'

import { placed } from './areas'

it('names the areas that an area lies in, by the codes that begin its own, but not the county', () => {
  const found = placed([
    { code: '330999', name: '县' },
    { code: '330999001', name: '街道' },
    { code: '330999001002', name: '社区' },
    { code: '330999001002001', name: '网格' },
    { code: '330999101', name: '镇' },
    { code: '440000', name: '外' },
  ])
  expect(found.map((one) => one.path.join('/'))).toEqual(['县', '街道', '街道/社区', '街道/社区/网格', '镇', '外'])
})
