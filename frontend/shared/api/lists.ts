/** What belongs to the lists of the workbench alone: kept views. */
import { call } from './http'

const V1 = '/api/v1'

/** A list that this person keeps in this post; filters that are not set are left out. */
export interface SavedView {
  id: string
  name: string
  filters: Record<string, string>
}

export const lists = {
  /** Where the list stands as a workbook; to be fetched in the acting post. */
  workbook: (filters: Record<string, string>) => `${V1}/worklist.xlsx?${new URLSearchParams(filters).toString()}`,
  views: () => call<{ items: SavedView[]; most: number }>(`${V1}/views`),
  keepView: (name: string, filters: Record<string, string>) => call<SavedView>(`${V1}/views`, { method: 'POST', body: { name, filters } }),
  changeView: (id: string, change: { name?: string; filters?: Record<string, string> }) =>
    call<SavedView>(`${V1}/views/${encodeURIComponent(id)}`, { method: 'PATCH', body: change }),
  dropView: (id: string) => call<undefined>(`${V1}/views/${encodeURIComponent(id)}`, { method: 'DELETE' }),
}
