import { onBeforeUnmount, onMounted, ref, type ShallowRef } from 'vue'

/** How broad an element is drawn, kept up to date (container queries are younger than our oldest browser). */
export function useBreadth(element: Readonly<ShallowRef<HTMLElement | null>>) {
  const breadth = ref(0)
  let observer: ResizeObserver | null = null

  onMounted(() => {
    observer = new ResizeObserver((entries) => { breadth.value = entries[0]?.contentRect.width ?? 0 })
    if (element.value) observer.observe(element.value)
  })
  onBeforeUnmount(() => observer?.disconnect())

  return breadth
}

/** Whether a media query holds, kept up to date. */
export function useMedia(query: string) {
  const list = window.matchMedia(query)
  const holds = ref(list.matches)
  const hear = (event: MediaQueryListEvent) => { holds.value = event.matches }
  onMounted(() => { list.addEventListener('change', hear) })
  onBeforeUnmount(() => { list.removeEventListener('change', hear) })
  return holds
}
