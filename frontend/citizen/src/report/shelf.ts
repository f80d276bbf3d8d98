/** Photos of the report that is being written, kept on the phone with it. */
import { newKey } from '@fengqiao/shared/api/http'
import type { Basketed } from '@fengqiao/shared/elements/photoBasket'
import { watch } from 'vue'

import { openStore } from '../kept/store'
import type { WaitingPhoto } from '../kept/waiting'
import { useReport } from './draft'

/** Under which name the phone keeps a photo of the basket. */
const names = new WeakMap<object, Promise<string>>()
let begun: Promise<void> | null = null

/** Puts back what was kept, then keeps whatever comes and forgets whatever is taken out. */
export function keepPhotos(): Promise<void> {
  begun ??= putBack().catch(() => undefined).then(follow)
  return begun
}

/** The photos of the report that is being written, from the phone into the form. */
export async function putBack(): Promise<void> {
  const { basket, draft } = useReport()
  for (const kept of await (await openStore()).photosOf(draft.value.key)) {
    basket.add([new File([kept.blob], kept.name, { type: kept.blob.type })])
    const last = basket.photos[basket.photos.length - 1]
    if (last?.file) names.set(last.file, Promise.resolve(kept.id))
  }
}

function follow(): void {
  const { basket } = useReport()
  watch(() => basket.photos.map((one) => one.file), (now, before) => {
    for (const file of now) if (file && !names.has(file)) names.set(file, put(file))
    for (const file of before ?? []) if (file && !now.includes(file)) void takeOut(file)
  }, { immediate: true, flush: 'sync' })
  window.addEventListener('online', () => {
    for (const one of basket.photos) if (one.fault?.isOffline) void basket.send(one)
  })
}

async function put(file: File): Promise<string> {
  const { draft } = useReport()
  const kept = { id: newKey(), report: draft.value.key, name: file.name, blob: file, at: Date.now() }
  await (await openStore()).putPhoto(kept)
  return kept.id
}

async function takeOut(file: File): Promise<void> {
  const name = names.get(file)
  if (!name || leaving) return
  await (await openStore()).dropPhoto(await name)
}

let leaving = false

/** The form is emptied because its report has gone to the outbox: the photos go with it and stay. */
export function handOver(leave: () => void): void {
  leaving = true
  leave()
  leaving = false
}

/** The photos as the outbox needs them; a photo that the server refused is none. */
export async function photosToSend(photos: readonly Basketed[]): Promise<WaitingPhoto[]> {
  const found = photos.filter((one) => one.file && !(one.fault && one.fault.status >= 400 && one.fault.status < 500))
  return Promise.all(found.map(async (one) => ({ id: await (names.get(one.file as File) ?? put(one.file as File)), uploaded: one.uploaded?.id ?? '' })))
}
