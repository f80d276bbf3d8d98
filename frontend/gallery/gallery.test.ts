import { readdirSync } from 'node:fs'
import { join } from 'node:path'

import { expect, it } from 'vitest'

import { SAMPLES } from './samples'

it('shows every shared component', () => {
  const there = readdirSync(join(import.meta.dirname, '../shared/elements')).filter((one) => one.endsWith('.vue')).map((one) => one.replace('.vue', ''))
  expect(Object.keys(SAMPLES).sort()).toEqual(there.sort())
})
