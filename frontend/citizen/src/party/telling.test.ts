import { Problem } from '@fengqiao/shared/api/problem'
import { expect, it } from 'vitest'

import { useTelling } from './telling'

it('keeps its key while the answer is unknown and takes another after a refusal or a success', async () => {
  const { tell, problem } = useTelling()
  const keys: string[] = []
  const answer = (status: number | null) => (key: string) => {
    keys.push(key)
    return status === null ? Promise.resolve() : Promise.reject(new Problem(status, { code: 'x' }))
  }
  expect(await tell(answer(0))).toBe(false)
  expect(await tell(answer(503))).toBe(false)
  expect(await tell(answer(409))).toBe(false)
  expect(problem.value?.status).toBe(409)
  expect(await tell(answer(null))).toBe(true)
  expect(problem.value).toBeNull()
  await tell(answer(null))
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).toBe(keys[0])
  expect(keys[3]).not.toBe(keys[2])
  expect(keys[4]).not.toBe(keys[3])
})

it('says one thing at a time', async () => {
  const { tell } = useTelling()
  let release: () => void = () => undefined
  const first = tell(() => new Promise<void>((done) => { release = done }))
  expect(await tell(() => Promise.resolve())).toBe(false)
  release()
  expect(await first).toBe(true)
})
