/** Photos on the phone: made small before they are kept, and without what the camera wrote into the file. */
import { newKey } from '@fengqiao/shared/api/http'
import { drawn, smallerThan } from '@fengqiao/shared/photos/drawing'

import { phone } from './db'

/** The longer side in pixels, and how much of the quality is kept. */
const SIDE = 1600
const QUALITY = 0.82

const underway = new Set<Promise<unknown>>()

/** Counts a photo as being put away until it is; a form that is sent meanwhile waits for it. */
export async function putAway<T>(work: Promise<T>): Promise<T> {
  underway.add(work)
  try {
    return await work
  } finally {
    underway.delete(work)
  }
}

/** Once every photo that was taken is on the phone. */
export async function allPutAway(): Promise<void> {
  while (underway.size) await Promise.allSettled([...underway])
}

/** Keeps a chosen file as a small JPEG and gives its id. Drawing it anew leaves place and camera behind. */
export async function keepPhoto(file: Blob, owner: string): Promise<string> {
  const id = newKey()
  const blob = await drawn(file, SIDE, QUALITY)
  await (await phone()).put('photos', { id, owner, blob, at: Date.now() })
  return id
}

export async function blobOf(id: string): Promise<Blob | null> {
  return (await (await phone()).get('photos', id))?.blob ?? null
}

export async function forgetPhoto(id: string): Promise<void> {
  await (await phone()).delete('photos', id)
}

/** Makes a kept photo smaller once more; false when it is as small as a photo may be. */
export async function smaller(id: string): Promise<boolean> {
  const db = await phone()
  const row = await db.get('photos', id)
  const blob = row && await smallerThan(row.blob)
  if (!blob) return false
  await db.put('photos', { ...row, blob })
  return true
}
