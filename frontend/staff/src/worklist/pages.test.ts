import type { MatterRow } from '@fengqiao/shared/api/contract'
import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'

import { readFilters } from './filters'
import { usePages } from './pages'

afterEach(() => { vi.unstubAllGlobals() })

const page = (codes: string[]) => ({ ok: true, status: 200, json: async () => ({ items: codes.map((code) => ({ code }) as MatterRow), next_cursor: null, counts: {} }) })
const away = () => ({ ok: false, status: 503, headers: new Headers({ 'Retry-After': '5' }), json: async () => ({ code: 'database_away' }) })

function list() {
  let pages: ReturnType<typeof usePages> | undefined
  const router = createRouter({ history: createMemoryHistory(), routes: [{ path: '/', component: { template: '<p />' } }] })
  mount({ setup: () => { pages = usePages(); return () => null } }, { global: { plugins: [createPinia(), router] } })
  if (!pages) throw new Error('not mounted')
  return pages
}

it('keeps what was read when the same question fails, and lets it go when another one does', async () => {
  const answers = [page(['a', 'b']), away(), away(), page(['c'])]
  vi.stubGlobal('fetch', async () => answers.shift())
  const todo = readFilters({ view: 'todo' })
  const pages = list()
  await pages.load(todo)
  const first = pages.readAt.value
  expect(first).not.toBeNull()

  await pages.load(todo)
  expect(pages.items.value.map((row) => row.code)).toEqual(['a', 'b'])
  expect(pages.readAt.value).toBe(first)
  expect([pages.problem.value?.status, pages.problem.value?.retryAfter]).toEqual([503, 5])

  await pages.load(readFilters({ view: 'overdue' }))
  expect(pages.items.value).toEqual([])
  expect(pages.readAt.value).toBeNull()

  await pages.load(todo)
  expect(pages.items.value.map((row) => row.code)).toEqual(['c'])
  expect(pages.problem.value).toBeNull()
})

it('reads what is looked at once more, and says of a matter what was read last', async () => {
  const row = (code: string, title: string) => ({ code, title }) as MatterRow
  const read = (items: MatterRow[], next: string | null) => ({ ok: true, status: 200, json: async () => ({ items, next_cursor: next, counts: {} }) })
  const asked: string[] = []
  const answers = [
    read([row('a', '1'), row('b', '1')], 'x'), read([row('c', '1'), row('d', '1')], 'y'), read([row('e', '1')], null),
    read([row('d', '2'), row('e', '2')], 'y'),
  ]
  vi.stubGlobal('fetch', async (address: string) => {
    asked.push(new URL(address, 'http://county.example').searchParams.get('cursor') ?? '')
    return answers.shift()
  })
  const todo = readFilters({ view: 'todo' })
  const pages = list()
  await pages.load(todo)
  await pages.more(todo)
  await pages.more(todo)
  await pages.more(todo)
  await pages.again(todo, 2, 3)

  expect(asked).toEqual(['', 'x', 'y', 'x'])
  expect(pages.items.value.map((one) => one.code + one.title)).toEqual(['a1', 'b1', 'd2', 'e2'])
  expect(pages.cursor.value).toBeNull()
})
