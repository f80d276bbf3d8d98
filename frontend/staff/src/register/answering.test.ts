import { knowledge } from '@fengqiao/shared/api/knowledge'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'

import { answerKey, useAnswering } from './answering'

const press = (code: string, more: Partial<KeyboardEvent> = {}) => ({ altKey: true, shiftKey: true, ctrlKey: false, metaKey: false, code, ...more })

describe('the key of an answer', () => {
  it('is Shift and Alt with its number, on either block of keys', () => {
    expect(answerKey(press('Digit1'))).toBe(1)
    expect(answerKey(press('Numpad3'))).toBe(3)
  })

  it('is nothing else', () => {
    expect(answerKey(press('Digit4'))).toBeNull()
    expect(answerKey(press('Digit1', { altKey: false }))).toBeNull()
    // Alt alone takes a suggested category.
    expect(answerKey(press('Digit1', { shiftKey: false }))).toBeNull()
    expect(answerKey(press('Digit1', { ctrlKey: true }))).toBeNull()
    expect(answerKey(press('KeyA'))).toBeNull()
  })
})

describe('answers while somebody types', () => {
  beforeEach(() => { vi.useFakeTimers() })
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
  })

  async function heard(text: string, looked = '') {
    const asked = vi.spyOn(knowledge, 'answers').mockResolvedValue({ items: [] })
    const words = ref('')
    const scope = effectScope()
    const help = scope.run(() => useAnswering(words, ref('330999101')))
    words.value = text
    if (help) help.looked.value = looked
    await nextTick()
    await vi.advanceTimersByTimeAsync(600)
    scope.stop()
    return { asked, help }
  }

  it('asks once somebody has said a little, with the place', async () => {
    const { asked, help } = await heard('身份证丢了')
    expect(asked.mock.calls.map(([body]) => body)).toEqual([{ text: '身份证丢了', area: '330999101' }])
    expect(help?.answers.value).toEqual([])
  })

  it('does not ask for a word or two, unless somebody looks for them', async () => {
    expect((await heard('证')).asked).not.toHaveBeenCalled()
    expect((await heard('证', 'sfz')).asked.mock.calls.at(-1)?.[0].text).toBe('sfz')
  })
})
