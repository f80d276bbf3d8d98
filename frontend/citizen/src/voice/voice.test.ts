// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'

import { createWords } from '@fengqiao/shared/words/words'

import en from '../words/en'
import zh from '../words/zh'
import VoiceButton from './VoiceButton.vue'

class Ear {
  static last: Ear | null = null
  lang = ''
  onresult: ((event: unknown) => void) | null = null
  onerror: ((event: { error: string }) => void) | null = null
  onend: (() => void) | null = null
  start = vi.fn()
  stop = vi.fn(() => { this.onend?.() })
  abort = vi.fn()

  constructor() { Ear.last = this }

  hears(...pieces: [string, boolean][]): void {
    const results = pieces.map(([transcript, isFinal]) => Object.assign([{ transcript }], { isFinal }))
    this.onresult?.({ resultIndex: 0, results })
  }
}

const mounted = () => mount(VoiceButton, { global: { plugins: [createWords({ zh, en })] } })

beforeEach(() => {
  Object.assign(window, { webkitSpeechRecognition: Ear, isSecureContext: true })
})
afterEach(() => { delete (window as { webkitSpeechRecognition?: unknown }).webkitSpeechRecognition })

it('is not there where the browser cannot hear', () => {
  delete (window as { webkitSpeechRecognition?: unknown }).webkitSpeechRecognition
  expect(mounted().find('button').exists()).toBe(false)
})

it('gives finished words only, in the language of the page', async () => {
  const button = mounted()
  await button.get('button').trigger('click')
  expect(Ear.last?.start).toHaveBeenCalledOnce()
  expect(Ear.last?.lang).toBe('zh-CN')
  Ear.last?.hears(['路灯坏了', true], ['两天', false])
  expect(button.emitted('heard')).toEqual([['路灯坏了']])
  await button.get('button').trigger('click')
  expect(button.get('button').attributes('aria-pressed')).toBe('false')
})

it('says what to do when it may not listen', async () => {
  const button = mounted()
  await button.get('button').trigger('click')
  Ear.last?.onerror?.({ error: 'not-allowed' })
  Ear.last?.onend?.()
  await nextTick()
  expect(button.get('[role=alert]').text()).toBe(zh.voice.denied)
})

it('stops listening when the page is left', async () => {
  const button = mounted()
  await button.get('button').trigger('click')
  button.unmount()
  expect(Ear.last?.abort).toHaveBeenCalledOnce()
})
