import { onActivated, onBeforeUnmount, onDeactivated, onMounted } from 'vue'

type Act = () => void

const layers: Record<string, Act>[] = []
let listening = false

/**
 * Single keys of a page, while it is shown. The newest layer that knows a key gets it; nobody gets it while somebody
 * types, holds a modifier, or has a dialog open. Enter belongs to whatever has focus and only else to the page.
 */
export function useKeys(keys: Record<string, Act>): void {
  const come = () => {
    leave()
    layers.push(keys)
    if (listening) return
    listening = true
    document.addEventListener('keydown', hear)
  }
  const leave = () => {
    const place = layers.indexOf(keys)
    if (place >= 0) layers.splice(place, 1)
  }
  onMounted(come)
  onActivated(come)
  onDeactivated(leave)
  onBeforeUnmount(leave)
}

function hear(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return
  if (isTyping(event.target) || dialogOpen()) return
  if (event.key === 'Enter' && hasFocus()) return
  const layer = [...layers].reverse().find((one) => event.key in one)
  if (!layer) return
  event.preventDefault()
  layer[event.key]?.()
}

/** A tick in a list takes no letters: whoever has just ticked goes on by keys. */
function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement && target.type === 'checkbox') return false
  return target instanceof HTMLElement
    && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
}

function hasFocus(): boolean {
  const active = document.activeElement
  return active instanceof HTMLElement && active !== document.body && active.dataset['keys'] !== 'through'
}

function dialogOpen(): boolean {
  return document.querySelector('dialog[open], [role="dialog"][aria-modal="true"]:not([hidden])')
    ?.checkVisibility?.() ?? false
}
