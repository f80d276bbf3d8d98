import { describe, expect, it } from 'vitest'

import { dataOf, emptyAct, missingIn } from '../tasks/acts'
import { byDue, metres, openActs, type Task } from './task'

const task = (more: Partial<Task> = {}) => ({ code: 'M', dueAt: null, lon: null, lat: null, actions: [], ...more }) as unknown as Task

describe('what may be done with a task', () => {
  it.each<[string[], string[], string[]]>([
    [['verified'], [], ['verified']],
    [['verified'], ['verified'], []],
    [['sign', 'arrive'], ['sign'], ['arrive', 'add_progress', 'submit_result']],
    [['arrive', 'add_progress', 'submit_result'], ['add_progress'], ['arrive', 'add_progress', 'submit_result']],
    [['arrive', 'add_progress', 'submit_result'], ['submit_result'], []],
  ])('%j, with %j waiting on the phone, is %j', (actions, waiting, open) => {
    expect(openActs(task({ actions }), waiting)).toEqual(open)
  })
})

describe('the order of the list', () => {
  it('is by what is due, and what has no limit stands last', () => {
    const tasks = [task(), task({ dueAt: '2026-11-03T00:00:00Z' }), task({ dueAt: '2026-11-02T00:00:00Z' })]
    expect([...tasks].sort(byDue).map((one) => one.dueAt)).toEqual(['2026-11-02T00:00:00Z', '2026-11-03T00:00:00Z', null])
  })

  it('may be by distance, in metres', () => {
    expect(metres(task({ lon: 119, lat: 28 }), { lon: 119, lat: 28.001 })).toBeCloseTo(111, 0)
    expect(metres(task({ lon: 119, lat: 28 }), null)).toBeNull()
    expect(metres(task(), { lon: 119, lat: 28 })).toBeNull()
  })
})

describe('a form on foot', () => {
  it('says what it lacks, first thing first', () => {
    expect(missingIn('verified', emptyAct())).toBe('answer')
    expect(missingIn('inspect', { ...emptyAct(), answer: false })).toBeNull()
    expect(missingIn('submit_result', emptyAct())).toBe('text')
    expect(missingIn('sign', emptyAct())).toBeNull()
  })

  it('asks nothing of who is not the requester or does not agree', () => {
    expect(missingIn('visit_with_consent', { ...emptyAct(), requester: true, solved: 'true', satisfaction: 'satisfied' })).toBe('consent')
    expect(missingIn('visit_with_consent', { ...emptyAct(), requester: true, consent: true })).toBe('solved')
  })

  it('sends what the act is called at the server', () => {
    expect(dataOf('verified', { ...emptyAct(), answer: true, text: ' here ' })).toEqual({ result: true, note: 'here' })
    expect(dataOf('inspect', { ...emptyAct(), answer: false, text: 'x' })).toEqual({ passed: false })
    expect(dataOf('arrive', emptyAct())).toEqual({})
  })
})
