import type { MatterRow } from '@fengqiao/shared/api/contract'
import { api } from '@fengqiao/shared/api/client'
import { ref, shallowRef } from 'vue'

import { useCalls } from '../session/faults'
import { useCounts } from '../shell/counts'
import { queryOf, type Filters } from './filters'

/** The list behind filters, a page after the other; a newer question overtakes an older one. */
export function usePages() {
  const counts = useCounts()
  const { run, problem } = useCalls()
  const items = shallowRef<MatterRow[]>([])
  const cursor = ref<string | null>(null)
  const loading = ref(false)
  const asked = ref(false)
  const readAt = shallowRef<Date | null>(null)
  let readFor = ''
  let current: AbortController | null = null

  async function load(filters: Filters): Promise<void> {
    await fetchPage(filters, '')
  }

  async function more(filters: Filters): Promise<void> {
    if (cursor.value && !loading.value) await fetchPage(filters, cursor.value)
  }

  async function fetchPage(filters: Filters, from: string): Promise<void> {
    current?.abort()
    const mine = new AbortController()
    current = mine
    loading.value = true
    const page = await run(() => api.worklist({ ...queryOf(filters), cursor: from }, mine.signal))
    if (current !== mine) return
    loading.value = false
    asked.value = true
    const wanted = JSON.stringify(filters)
    if (!page) {
      if (readFor !== wanted) forget()
      return
    }
    readFor = wanted
    readAt.value = new Date()
    items.value = from ? appended(items.value, page.items) : page.items
    cursor.value = page.next_cursor
    counts.learn(page.counts)
  }

  /** What answers another question must not stand there as the answer to this one. */
  function forget(): void {
    items.value = []
    cursor.value = null
    readAt.value = null
  }

  return { items, cursor, loading, asked, readAt, problem, load, more }
}

/** A matter that moved while somebody paged may come twice: it stands once, as it is now. */
function appended(shown: readonly MatterRow[], next: readonly MatterRow[]): MatterRow[] {
  const fresh = new Map(next.map((row) => [row.code, row]))
  const kept = shown.map((row) => fresh.get(row.code) ?? row)
  const known = new Set(kept.map((row) => row.code))
  return [...kept, ...next.filter((row) => !known.has(row.code))]
}
