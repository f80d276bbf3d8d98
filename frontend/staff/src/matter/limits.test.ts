import type { MatterClock, Segment } from '@fengqiao/shared/api/contract'
import { expect, it } from 'vitest'

import { handlingClock, pausedBy } from './limits'

const segment = (running: boolean, cause = ''): Segment => ({ since: '', until: '', running, cause, why: '' })
const clock = (name: string, stopped: boolean, segments: Segment[] = []) =>
  ({ name, stopped_at: stopped ? '2026-10-22T09:00:00+08:00' : null, segments, limit_amount: 3, limit_unit: 'working_day' }) as unknown as MatterClock

it('takes the handling clock that has not stopped, of the latest round', () => {
  const clocks = [clock('accept', false), clock('handle', true), clock('handle', false), clock('sign', false)]
  expect(handlingClock({ clocks })).toBe(clocks[2])
  expect(handlingClock({ clocks: clocks.slice(0, 2) })).toBeUndefined()
})

it('knows why it stands still, and that it runs again', () => {
  const paused = clock('handle', false, [segment(true), segment(false, 'material')])
  expect(pausedBy({ clocks: [paused] })).toBe('material')
  expect(pausedBy({ clocks: [{ ...paused, segments: [...paused.segments, segment(true)] }] })).toBe('')
  expect(pausedBy({ clocks: [] })).toBe('')
})
