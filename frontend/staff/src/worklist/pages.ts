import type { MatterRow } from '@fengqiao/shared/api/contract'
import { api } from '@fengqiao/shared/api/client'
import { lastOf } from '@fengqiao/shared/older/lastOf'
import { computed, ref, shallowRef } from 'vue'

import { useReading } from '../session/reading'
import { useCounts } from '../shell/counts'
import { queryOf, type Filters } from './filters'

/** A page as it was read: behind which cursor, and the how-manieth reading that was. */
interface Read {
  from: string
  rows: readonly MatterRow[]
  turn: number
}

/** The list behind filters, a page after the other; a newer question overtakes an older one. */
export function usePages() {
  const counts = useCounts()
  const { read: ask, loading, problem } = useReading()
  const pages = shallowRef<readonly Read[]>([])
  const cursor = ref<string | null>(null)
  const asked = ref(false)
  const readAt = shallowRef<Date | null>(null)
  const items = computed(() => joined(pages.value))
  let readFor = ''
  let turn = 0

  async function load(filters: Filters): Promise<void> {
    const page = await read(filters, '')
    if (page === undefined) return
    asked.value = true
    const wanted = JSON.stringify(filters)
    if (!page) {
      if (readFor !== wanted) forget()
      return
    }
    readFor = wanted
    readAt.value = new Date()
    pages.value = [{ from: '', rows: page.items, turn }]
    cursor.value = page.next_cursor
  }

  async function more(filters: Filters): Promise<void> {
    const from = cursor.value
    if (!from || loading.value) return
    const page = await read(filters, from)
    if (!page) return
    pages.value = [...pages.value, { from, rows: page.items, turn }]
    cursor.value = page.next_cursor
  }

  /** Reads the pages of these rows once more, where more than one was loaded; the others stay as they were read. */
  async function again(filters: Filters, first: number, last: number): Promise<void> {
    if (pages.value.length <= 1 || readFor !== JSON.stringify(filters)) {
      await load(filters)
      return
    }
    for (const from of cursorsOf(pages.value, items.value.slice(Math.max(first, 0), last + 1))) {
      const page = await read(filters, from)
      if (!page) return
      readAt.value = new Date()
      if (from === lastOf(pages.value)?.from) cursor.value = page.next_cursor
      pages.value = pages.value.map((one) => (one.from === from ? { from, rows: page.items, turn } : one))
    }
  }

  /** A page, null where that failed, undefined where another question came meanwhile. */
  async function read(filters: Filters, from: string) {
    const page = await ask((signal) => api.worklist({ ...queryOf(filters), cursor: from }, signal))
    if (page) {
      turn += 1
      counts.learn(page.counts)
    }
    return page
  }

  /** What answers another question must not stand there as the answer to this one. */
  function forget(): void {
    pages.value = []
    cursor.value = null
    readAt.value = null
  }

  return { items, cursor, loading, asked, readAt, problem, load, more, again }
}

/** A matter that moved while somebody paged may come twice: it stands once, as it was read last. */
function joined(pages: readonly Read[]): MatterRow[] {
  const rows = new Map<string, { row: MatterRow; turn: number }>()
  for (const { rows: read, turn } of pages) {
    for (const row of read) {
      const known = rows.get(row.code)
      if (!known || known.turn < turn) rows.set(row.code, { row, turn })
    }
  }
  return [...rows.values()].map((one) => one.row)
}

function cursorsOf(pages: readonly Read[], rows: readonly MatterRow[]): string[] {
  const codes = new Set(rows.map((row) => row.code))
  return pages.filter((page) => page.rows.some((row) => codes.has(row.code))).map((page) => page.from)
}
