import { onMounted, watch, type ComponentPublicInstance, type ShallowRef } from 'vue'

/** Gives the input inside a component that takes no id the one its label names. */
export function useInputId(component: Readonly<ShallowRef<unknown>>, id: () => string | undefined): void {
  const label = () => {
    const element = (component.value as ComponentPublicInstance | null)?.$el as Element | undefined
    const input = element?.querySelector?.('input')
    const wanted = id()
    if (input && wanted) input.id = wanted
  }
  onMounted(label)
  watch(id, label)
}
