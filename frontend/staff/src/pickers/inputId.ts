import { nextTick, onMounted, watch, type ComponentPublicInstance, type ShallowRef } from 'vue'

/**
 * Gives the input inside a component that takes no id the one its label names; once the component is drawn, because
 * it gives its input an id of its own when it is mounted.
 */
export function useInputId(component: Readonly<ShallowRef<unknown>>, id: () => string | undefined): void {
  const label = () => {
    const input = elementOf(component.value)?.querySelector('input')
    const wanted = id()
    if (!input) return
    if (wanted) input.id = wanted
    // It opens a list, and its library tells so of an input that must then be of this role.
    input.setAttribute('role', 'combobox')
    if (!input.hasAttribute('aria-expanded')) input.setAttribute('aria-expanded', 'false')
  }
  onMounted(() => { void nextTick(label) })
  watch(id, label)
}

/** The first element of a component; one with several roots begins with an anchor that is none. */
function elementOf(component: unknown): Element | null {
  let node: Node | null = (component as ComponentPublicInstance | null)?.$el ?? null
  while (node && !(node instanceof Element)) node = node.nextSibling
  return node
}
