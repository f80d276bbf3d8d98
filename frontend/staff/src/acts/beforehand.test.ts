import type { MatterDetail } from '@fengqiao/shared/api/contract'
import { expect, it } from 'vitest'

import { beforehand, below, unitsFor } from './beforehand'

const matter = (given: Partial<MatterDetail>) => ({ orders: [], supervisions: [], consultations: [], ...given }) as unknown as MatterDetail
const order = (unit: string, role: string, given: object = {}) => ({ unit, role, submitted_at: null, waived: false, ...given })
const letter = (unit: string, replied: boolean, closed = false) =>
  ({ unit, replied_at: replied ? '2026-10-22T09:00:00+08:00' : null, closed_at: closed ? '2026-10-22T10:00:00+08:00' : null })

it('counts the next consultation', () => {
  expect(beforehand('hold_consultation', matter({ consultations: [{}, {}] as MatterDetail['consultations'] }))).toEqual({ number: 3 })
})

it('names the assisting unit that can be waived when it is the only one', () => {
  const orders = [order('LEAD', 'lead'), order('A', 'assist'), order('DONE', 'assist', { submitted_at: 'then' }), order('GONE', 'assist', { waived: true })]
  const one = matter({ orders: orders as MatterDetail['orders'] })
  expect(unitsFor('waive_assist', one, [])).toEqual(['A'])
  expect(beforehand('waive_assist', one)).toEqual({ unit: 'A' })
  const two = matter({ orders: [...orders, order('B', 'assist')] as MatterDetail['orders'] })
  expect(beforehand('waive_assist', two)).toEqual({})
})

it('names the unit whose reply waits for approval', () => {
  const one = matter({ supervisions: [letter('A', true), letter('B', false), letter('C', true, true), letter('A', true)] as MatterDetail['supervisions'] })
  expect(unitsFor('approve_reply', one, [])).toEqual(['A'])
  expect(beforehand('approve_reply', one)).toEqual({ unit: 'A' })
})

it('leaves open what may be any unit, and never chooses a unit below for somebody', () => {
  expect(unitsFor('transfer_out', matter({}), ['X'])).toBeNull()
  expect(unitsFor('sub_dispatch', matter({}), ['X'])).toEqual(['X'])
  expect(beforehand('sub_dispatch', matter({}))).toEqual({})
})

it('finds the units right below one, that take orders', () => {
  const unit = (code: string, parent: string | null, takes_orders = true) => ({ code, parent, takes_orders })
  const units = [unit('D', 'C'), unit('C', 'A'), unit('B', 'A'), unit('A', null), unit('X', 'A', false)]
  expect(below('A', units)).toEqual(['C', 'B'])
  expect(below('D', units)).toEqual([])
})
