import type { WorklistQuery } from '@fengqiao/shared/api/client'
import type { LocationQuery } from 'vue-router'

export const VIEWS = ['todo', 'soon', 'overdue', 'supervised', 'instructed', 'all'] as const
export type View = (typeof VIEWS)[number]

const NARROWING = ['state', 'unit', 'category', 'q'] as const

export interface Filters {
  view: View
  state: string
  unit: string
  category: string
  q: string
}

/** The filters that an address holds; what is unknown is left out. */
export function readFilters(query: LocationQuery): Filters {
  const text = (name: string) => {
    const value = query[name]
    return typeof value === 'string' ? value : ''
  }
  const view = VIEWS.find((one) => one === text('view')) ?? 'todo'
  return { view, state: text('state'), unit: text('unit'), category: text('category'), q: text('q') }
}

/** The address of filters: only what differs from the plain list. */
export function writeFilters(filters: Filters): Record<string, string> {
  return Object.fromEntries(Object.entries(filters).filter(([name, value]) => value !== '' && !(name === 'view' && value === 'todo')))
}

export function isNarrowed(filters: Filters): boolean {
  return NARROWING.some((name) => filters[name] !== '')
}

export function sameFilters(one: Filters, other: Filters): boolean {
  return one.view === other.view && NARROWING.every((name) => one[name] === other[name])
}

export function queryOf(filters: Filters): WorklistQuery {
  return { ...filters }
}
