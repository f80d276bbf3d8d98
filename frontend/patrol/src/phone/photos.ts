/** Photos on the phone: made small before they are kept, and without what the camera wrote into the file. */
import { newKey } from '@fengqiao/shared/api/http'

import { phone } from './db'

/** The longer side in pixels, and how much of the quality is kept. */
const SIDE = 1600
const QUALITY = 0.82
/** What is tried when a proxy on the way finds it too large: each time so much of its side, and no less than this. */
const SHARE = 0.6
const SMALLER_QUALITY = 0.6
const SMALLEST_SIDE = 320

export class NoPicture extends Error {}

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
  if (!row) return false
  const { width, height } = await opened(row.blob)
  const side = Math.round(Math.max(width, height) * SHARE)
  if (side < SMALLEST_SIDE) return false
  const blob = await drawn(row.blob, side, SMALLER_QUALITY)
  if (blob.size >= row.blob.size) return false
  await db.put('photos', { ...row, blob })
  return true
}

async function opened(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    throw new NoPicture()
  }
}

async function drawn(file: Blob, side: number, quality: number): Promise<Blob> {
  const picture = await opened(file)
  const share = Math.min(1, side / Math.max(picture.width, picture.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(picture.width * share))
  canvas.height = Math.max(1, Math.round(picture.height * share))
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
  picture.close()
  const blob = await new Promise<Blob | null>((resolve) => { canvas.toBlob(resolve, 'image/jpeg', quality) })
  if (!blob) throw new NoPicture()
  return blob
}
