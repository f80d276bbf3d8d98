import { onBeforeUnmount, ref, watch, type Ref } from 'vue'

const APART = 4
const LEAST = 240
const MOST = 360

/** Where a list opens: below its field, or above where there is more room; within the window, whatever scrolls around it. */
export function usePlaced(field: Readonly<Ref<HTMLElement | null>>, open: Readonly<Ref<boolean>>): Ref<Record<string, string>> {
  const style = ref<Record<string, string>>({})

  function place(): void {
    const box = field.value?.getBoundingClientRect()
    if (!box) return
    const below = window.innerHeight - box.bottom - 2 * APART
    const above = box.top - 2 * APART
    const up = below < LEAST && above > below
    const width = Math.min(Math.max(box.width, 280), window.innerWidth - 2 * APART)
    style.value = {
      left: `${Math.max(APART, Math.min(box.left, window.innerWidth - width - APART))}px`,
      width: `${width}px`,
      maxHeight: `${Math.min(MOST, up ? above : below)}px`,
      ...(up ? { bottom: `${window.innerHeight - box.top + APART}px` } : { top: `${box.bottom + APART}px` }),
    }
  }

  function release(): void {
    window.removeEventListener('resize', place)
    window.removeEventListener('scroll', place, true)
  }

  watch(open, (isOpen) => {
    release()
    if (!isOpen) return
    place()
    window.addEventListener('resize', place)
    window.addEventListener('scroll', place, true)
  }, { flush: 'post' })
  onBeforeUnmount(release)
  return style
}
