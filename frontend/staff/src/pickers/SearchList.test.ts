import { createWords } from '@fengqiao/shared/words/words'
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { nextTick, ref } from 'vue'

import en from '../words/en'
import zh from '../words/zh'
import type { Choice } from './choices'
import SearchList from './SearchList.vue'

const ALL: Choice[] = [
  { value: 'P1', label: '路灯不亮', group: '部件' }, { value: 'P2', label: '井盖松动', group: '部件' },
  { value: 'D1', label: '邻里噪声', group: '纠纷' }, { value: 'D2', label: '相邻漏水', group: '纠纷' },
]

function shown(multiple = false, first: string[] = []) {
  const chosen = ref(first)
  const page = mount({
    components: { SearchList },
    setup: () => ({ chosen, multiple, find: (typed: string) => ALL.filter((one) => one.label.includes(typed)), nameOf: (code: string) => ALL.find((one) => one.value === code)?.label ?? code }),
    template: '<SearchList id="category" v-model="chosen" :find="find" :name-of="nameOf" :multiple="multiple" placeholder="类别" />',
  }, { global: { plugins: [createWords({ zh, en })] }, attachTo: document.body })
  const input = page.get('input')
  const press = async (key: string, more: Record<string, unknown> = {}) => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
    input.element.dispatchEvent(event)
    await nextTick()
    return event
  }
  const meant = () => {
    const id = input.attributes('aria-activedescendant')
    return id ? page.get(`[id="${id}"]`).text() : undefined
  }
  return { page, chosen, input, press, meant }
}

it('is a closed combobox that names no list until it is opened', async () => {
  const { page, input, press } = shown()
  expect(input.attributes('role')).toBe('combobox')
  expect(input.attributes('aria-expanded')).toBe('false')
  expect(input.attributes('aria-controls')).toBeUndefined()
  await press('ArrowDown')
  expect(input.attributes('aria-expanded')).toBe('true')
  expect(page.get(`[id="${input.attributes('aria-controls')}"]`).attributes('role')).toBe('listbox')
  await press('Escape')
  expect(input.attributes('aria-expanded')).toBe('false')
  expect(input.attributes('aria-controls')).toBeUndefined()
})

it('tells the choice that is meant, wherever a key leads', async () => {
  const { press, meant } = shown()
  const led: (string | null | undefined)[] = []
  for (const key of ['ArrowDown', 'ArrowDown', 'End', 'ArrowDown', 'ArrowUp', 'Home', 'PageDown', 'PageUp']) {
    await press(key)
    led.push(meant())
  }
  expect(led).toEqual(['路灯不亮', '井盖松动', '相邻漏水', '路灯不亮', '相邻漏水', '路灯不亮', '邻里噪声', '路灯不亮'])
})

it('takes the choice with Enter and keeps that from the form', async () => {
  const { chosen, input, press } = shown()
  await press('ArrowDown')
  await press('End')
  const enter = await press('Enter')
  expect(enter.defaultPrevented).toBe(true)
  expect(chosen.value).toEqual(['D2'])
  expect((input.element as HTMLInputElement).value).toBe('相邻漏水')
  expect((await press('Enter')).defaultPrevented).toBe(false)
})

it('keeps Escape for itself only while it is open, and changes nothing', async () => {
  const { chosen, press } = shown(false, ['P1'])
  await press('ArrowDown')
  await press('ArrowDown')
  expect((await press('Escape')).defaultPrevented).toBe(true)
  expect((await press('Escape')).defaultPrevented).toBe(false)
  expect(chosen.value).toEqual(['P1'])
})

it('opens at what is chosen and says so', async () => {
  const { page, press, meant } = shown(false, ['D1'])
  await press('ArrowDown')
  expect(meant()).toBe('邻里噪声')
  expect(page.findAll('[aria-selected=true]').map((one) => one.text())).toEqual(['邻里噪声'])
})

it('means the first that answers to what is typed, and says when nothing does', async () => {
  const { page, input, meant } = shown()
  await input.setValue('漏')
  expect(meant()).toBe('相邻漏水')
  await input.setValue('没有这样的')
  expect(meant()).toBeUndefined()
  expect(page.find('[role=listbox]').exists()).toBe(false)
  expect(page.get('[role=status]').text()).toContain('0')
})

it('takes several, and gives the last one back with Backspace', async () => {
  const { page, chosen, press } = shown(true)
  await press('ArrowDown')
  await press('Enter')
  await press('End')
  await press('Enter')
  expect(chosen.value).toEqual(['P1', 'D2'])
  expect(page.get('[role=listbox]').attributes('aria-multiselectable')).toBe('true')
  await press('Backspace')
  expect(chosen.value).toEqual(['P1'])
})
