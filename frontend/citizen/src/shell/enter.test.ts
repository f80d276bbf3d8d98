// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest'

import { sendOnEnter } from './enter'

afterEach(() => { document.body.replaceChildren() })

function pressed(inside: string, init: KeyboardEventInit = {}) {
  const form = document.createElement('form')
  form.innerHTML = inside
  document.body.append(form)
  const sent = vi.spyOn(form, 'requestSubmit').mockImplementation(() => undefined)
  form.addEventListener('keypress', sendOnEnter)
  form.firstElementChild?.dispatchEvent(new KeyboardEvent('keypress', { key: 'Enter', bubbles: true, cancelable: true, ...init }))
  return sent
}

it('sends from a line of text, once', () => {
  expect(pressed('<input>')).toHaveBeenCalledOnce()
})

it('leaves a new line to a text of many lines, and a word to whoever is choosing it', () => {
  expect(pressed('<textarea></textarea>')).not.toHaveBeenCalled()
  expect(pressed('<input>', { isComposing: true })).not.toHaveBeenCalled()
})
