import type { MatterRow } from '@fengqiao/shared/api/contract'
import { expect, it } from 'vitest'
import { shallowRef } from 'vue'

import { MOST_CHOSEN, useChoosing } from './choosing'

const row = (code: string) => ({ code }) as MatterRow

it('chooses and lets go, and forgets what left the list', () => {
  const items = shallowRef([row('A'), row('B'), row('C')])
  const chosen = useChoosing(items)
  chosen.toggle('A')
  chosen.toggle('C')
  expect(chosen.rows.value.map((one) => one.code)).toEqual(['A', 'C'])
  items.value = [row('B'), row('C')]
  expect(chosen.rows.value.map((one) => one.code)).toEqual(['C'])
  chosen.toggle('B')
  items.value = [row('A'), row('B'), row('C')]
  expect(chosen.rows.value.map((one) => one.code)).toEqual(['B', 'C'])
  chosen.toggle('C')
  expect(chosen.choosing.value).toBe(true)
  chosen.none()
  expect(chosen.choosing.value).toBe(false)
})

it('takes no more than one question may name', () => {
  const items = shallowRef(Array.from({ length: MOST_CHOSEN + 20 }, (_, n) => row(String(n))))
  const chosen = useChoosing(items)
  chosen.all()
  expect(chosen.rows.value).toHaveLength(MOST_CHOSEN)
  expect(chosen.full.value).toBe(true)
  chosen.toggle(String(MOST_CHOSEN + 5))
  expect(chosen.rows.value).toHaveLength(MOST_CHOSEN)
})
