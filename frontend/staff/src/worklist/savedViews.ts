import { lists, type SavedView } from '@fengqiao/shared/api/lists'
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'

import { readFilters, sameFilters, writeFilters, type Filters } from './filters'

/** The lists this person keeps in the post that acts, the oldest first; nobody else sees them. */
export const useSavedViews = defineStore('savedViews', () => {
  const views = shallowRef<SavedView[]>([])
  const most = ref(0)

  async function load(): Promise<void> {
    const found = await lists.views()
    views.value = found.items
    most.value = found.most
  }

  async function keep(name: string, filters: Filters): Promise<SavedView> {
    const made = await lists.keepView(name, writeFilters(filters))
    views.value = [...views.value, made]
    return made
  }

  async function rename(id: string, name: string): Promise<void> {
    replace(await lists.changeView(id, { name }))
  }

  async function narrow(id: string, filters: Filters): Promise<void> {
    replace(await lists.changeView(id, { filters: writeFilters(filters) }))
  }

  async function drop(id: string): Promise<void> {
    await lists.dropView(id)
    views.value = views.value.filter((one) => one.id !== id)
  }

  function replace(changed: SavedView): void {
    views.value = views.value.map((one) => (one.id === changed.id ? changed : one))
  }

  /** The kept list that these filters are. */
  function matching(filters: Filters): SavedView | undefined {
    return views.value.find((one) => sameFilters(readFilters(one.filters), filters))
  }

  return { views, most, load, keep, rename, narrow, drop, matching }
})
