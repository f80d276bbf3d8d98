import { computed, reactive } from 'vue'

import type { Uploaded } from '../api/contract'
import { asProblem, type Problem } from '../api/problem'
import { upload } from '../api/upload'
import { smallerThan } from '../photos/drawing'

export const MOST_PHOTOS = 9
const LARGEST = 20 * 1024 * 1024
/** What a proxy or the server answers to a body that it does not take. */
const TOO_LARGE = 413

export interface Basketed {
  key: number
  file: File | null
  preview: string
  share: number
  uploaded: Uploaded | null
  fault: Problem | null
}

export type Refused = 'tooBig' | 'tooMany' | 'notPicture'

/** Photos on their way to the server: each with its progress, each retried alone. */
export function usePhotoBasket(most = MOST_PHOTOS) {
  const photos = reactive<Basketed[]>([])
  let next = 0

  const ids = computed(() => photos.flatMap((one) => (one.uploaded ? [one.uploaded.id] : [])))
  const busy = computed(() => photos.some((one) => !one.uploaded && !one.fault))

  /** Takes chosen files; returns why some were left out. */
  function add(files: Iterable<File>): Refused | null {
    let refused: Refused | null = null
    for (const file of files) {
      if (!looksLikePicture(file)) refused = 'notPicture'
      else if (file.size > LARGEST) refused = 'tooBig'
      else if (photos.length >= most) refused = 'tooMany'
      else {
        photos.push({ key: next++, file, preview: URL.createObjectURL(file), share: 0, uploaded: null, fault: null })
        void send(photos[photos.length - 1] as Basketed)
      }
    }
    return refused
  }

  async function send(photo: Basketed): Promise<void> {
    if (!photo.file) return
    photo.fault = null
    photo.share = 0
    try {
      photo.uploaded = await fitting(photo.file, (share) => { photo.share = share })
    } catch (error) {
      photo.fault = asProblem(error)
    }
  }

  function remove(photo: Basketed): void {
    URL.revokeObjectURL(photo.preview)
    photos.splice(photos.indexOf(photo), 1)
  }

  function clear(): void {
    for (const photo of photos) URL.revokeObjectURL(photo.preview)
    photos.splice(0)
  }

  return { photos, ids, busy, add, send, remove, clear }
}

/** A proxy on the way may take less than the server: the same photo goes again in fewer bytes, as long as it has some to lose. */
export async function fitting(file: File, onProgress: (share: number) => void, signal?: AbortSignal): Promise<Uploaded> {
  try {
    return await upload(file, onProgress, signal)
  } catch (error) {
    const smaller = asProblem(error).status === TOO_LARGE ? await smallerThan(file).catch(() => null) : null
    if (!smaller) throw error
    return fitting(new File([smaller], file.name, { type: smaller.type }), onProgress, signal)
  }
}

/** Phones call some HEIC files nothing at all; the server looks at the bytes anyway. */
function looksLikePicture(file: File): boolean {
  return file.type.startsWith('image/') || (file.type === '' && /\.(jpe?g|png|webp|hei[cf])$/i.test(file.name))
}

export type PhotoBasket = ReturnType<typeof usePhotoBasket>
