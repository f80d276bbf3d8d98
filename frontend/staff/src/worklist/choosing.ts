import type { MatterRow } from '@fengqiao/shared/api/contract'
import { computed, ref, type Ref } from 'vue'

/** As many as one question about an act may name. */
export const MOST_CHOSEN = 100

/** Rows that are chosen for an act on all of them. What leaves the list is chosen no longer. */
export function useChoosing(items: Readonly<Ref<readonly MatterRow[]>>) {
  const picked = ref(new Set<string>())
  const mode = ref(false)

  const rows = computed(() => items.value.filter((row) => picked.value.has(row.code)))
  const full = computed(() => rows.value.length >= MOST_CHOSEN)
  const choosing = computed(() => mode.value || rows.value.length > 0)

  function toggle(code: string): void {
    const next = new Set(rows.value.map((row) => row.code))
    if (!next.delete(code) && next.size < MOST_CHOSEN) next.add(code)
    picked.value = next
  }

  function only(codes: Iterable<string>): void {
    picked.value = new Set([...codes].slice(0, MOST_CHOSEN))
  }

  function all(): void {
    only(items.value.map((row) => row.code))
  }

  function none(): void {
    picked.value = new Set()
    mode.value = false
  }

  return { rows, full, mode, choosing, has: (code: string) => picked.value.has(code), toggle, only, all, none }
}
