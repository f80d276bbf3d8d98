import { expect, it } from 'vitest'

import { isPhone } from './phone'

it.each([['138 0013 8000', true], ['+8613800138000', true], ['0578-7123456', true], ['7123456', true], ['1380013800', false], ['abc', false], ['', false]])(
  '%s', (phone, valid) => { expect(isPhone(phone)).toBe(valid) },
)
