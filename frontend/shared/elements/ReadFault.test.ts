import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

import { Problem, offline } from '../api/problem'
import { createWords } from '../words/words'
import ReadFault from './ReadFault.vue'

const AWAY = () => new Problem(503, { code: 'database_away', detail: '系统暂时不可用，请稍后再试。' }, 5)

function shown(problem: Problem | null, more: Record<string, unknown> = {}) {
  return mount(ReadFault, { props: { problem, ...more }, global: { plugins: [createWords({ zh: {}, en: {} })] } })
}

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

it('says nothing where nothing is wrong', () => {
  expect(shown(null).find('[role=alert]').exists()).toBe(false)
})

it('says what is wrong and when to come again, and tries then by itself, once', async () => {
  const note = shown(AWAY())
  expect(note.get('[role=alert]').text()).toContain('系统暂时不可用')
  expect(note.text()).toContain('请在 5 秒后重试')
  vi.advanceTimersByTime(4_999)
  expect(note.emitted('retry')).toBeUndefined()
  vi.advanceTimersByTime(1)
  expect(note.emitted('retry')).toHaveLength(1)
  await note.setProps({ problem: AWAY() })
  vi.advanceTimersByTime(60_000)
  expect(note.emitted('retry')).toHaveLength(1)
})

it('does not come again for what was read meanwhile, nor after it has gone', async () => {
  const mended = shown(AWAY())
  await mended.setProps({ problem: null })
  const gone = shown(AWAY())
  gone.unmount()
  vi.advanceTimersByTime(60_000)
  expect([mended.emitted('retry'), gone.emitted('retry')]).toEqual([undefined, undefined])
})

it('tries again at a press, but not while it is trying', async () => {
  const note = shown(offline())
  expect(note.text()).toContain('网络没有连上')
  expect(note.text()).not.toContain('填写')
  await note.get('button').trigger('click')
  expect(note.emitted('retry')).toHaveLength(1)
  await note.setProps({ busy: true })
  expect(note.get('button').attributes('disabled')).toBeDefined()
})

it('offers no other try where the answer is that one may not', () => {
  const note = shown(new Problem(403, { code: 'not_involved_unit', detail: '这件事项与您的单位无关。' }))
  expect(note.text()).toContain('与您的单位无关')
  expect(note.find('button').exists()).toBe(false)
})

it('marks what still stands there as old', () => {
  const at = new Date()
  expect(shown(AWAY(), { readAt: at }).text()).toMatch(/下面是今天 \d\d:\d\d读到的内容，可能已经变化。/)
  expect(shown(AWAY()).text()).not.toContain('读到的内容')
})
