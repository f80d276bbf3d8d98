/** What is being reported: a photo is put into it before its page opens, so that nothing hangs on the page. */
import type { PlaceSent } from '@fengqiao/shared/api/contract'

import type { Shot } from '../outbox/record'
import { phone } from '../phone/db'
import { keepPhoto } from '../phone/photos'

export type Kind = 'report' | 'self' | 'urgent'
export type DraftShot = Omit<Shot, 'uploaded'>

export interface ReportDraft {
  photos: DraftShot[]
  text: string
  category: string
  grid: string
  address: string
  /** Where the thing is, only if the worker pressed for it. */
  point: { lon: number; lat: number } | null
  reply: string
}

export const MOST_PHOTOS = 9
const RECENT = 'fengqiao.patrol.recent'
const MOST_RECENT = 4

export function emptyReport(): ReportDraft {
  return { photos: [], text: '', category: '', grid: '', address: '', point: null, reply: '' }
}

export function draftName(kind: Kind, owner: string): string {
  return `${owner}/report/${kind}`
}

/** Keeps a photo and names it in the draft, whatever page is open. */
export async function photograph(file: Blob, name: string, owner: string, part: DraftShot['part']): Promise<void> {
  const id = await keepPhoto(file, owner)
  const work = (await phone()).transaction('drafts', 'readwrite')
  const kept = await work.store.get(name)
  const value = { ...emptyReport(), ...(kept?.owner === owner ? (kept.value as ReportDraft) : {}) }
  // One photo before and one after make a pair; a report takes several.
  await work.store.put({ name, owner, value: { ...value, photos: [...value.photos, { id, part }] } })
  await work.done
}

/** The place as it is sent: the point only where the worker put one. */
export function placeOf(draft: Pick<ReportDraft, 'grid' | 'address' | 'point'>): PlaceSent {
  return {
    ...(draft.grid ? { grid: draft.grid } : {}),
    ...(draft.address.trim() ? { address: draft.address.trim() } : {}),
    ...(draft.point ? { ...draft.point, datum: 'wgs84' as const } : {}),
  }
}

/** Where the phone is now, asked once; null when it cannot or may not say. */
export function whereNow(): Promise<{ lon: number; lat: number } | null> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) { resolve(null); return }
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => { resolve({ lon: round(coords.longitude), lat: round(coords.latitude) }) },
      () => { resolve(null) },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 0 },
    )
  })
}

/** A metre is near enough. */
function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5
}

export function recentCategories(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(RECENT) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one): one is string => typeof one === 'string').slice(0, MOST_RECENT) : []
  } catch {
    return []
  }
}

export function rememberCategory(code: string): void {
  try {
    localStorage.setItem(RECENT, JSON.stringify([code, ...recentCategories().filter((one) => one !== code)].slice(0, MOST_RECENT)))
  } catch {
    // Nothing is suggested next time.
  }
}
