/** Photos made smaller in the browser. Drawing one anew leaves behind what the camera wrote into the file. */

/** What is tried when a photo is found too large: each time so much of its side, and no less than the smallest. */
const SHARE = 0.6
const SMALLER_QUALITY = 0.6
const SMALLEST_SIDE = 320

export class NoPicture extends Error {}

/** A photo as a JPEG, its longer side no longer than `side` pixels. */
export async function drawn(file: Blob, side: number, quality: number): Promise<Blob> {
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

/** The same photo in fewer bytes; null when it is as small as a photo may be. */
export async function smallerThan(file: Blob): Promise<Blob | null> {
  const picture = await opened(file)
  const side = Math.round(Math.max(picture.width, picture.height) * SHARE)
  picture.close()
  if (side < SMALLEST_SIDE) return null
  const blob = await drawn(file, side, SMALLER_QUALITY)
  return blob.size < file.size ? blob : null
}

async function opened(file: Blob): Promise<ImageBitmap> {
  try {
    return await createImageBitmap(file, { imageOrientation: 'from-image' })
  } catch {
    throw new NoPicture()
  }
}
