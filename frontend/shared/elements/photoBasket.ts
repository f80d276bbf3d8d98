import { computed, reactive } from 'vue'

import type { Uploaded } from '../api/contract'
import { asProblem, type Problem } from '../api/problem'
import { upload } from '../api/upload'

export const MOST_PHOTOS = 9
const LARGEST = 20 * 1024 * 1024

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
      photo.uploaded = await upload(photo.file, (share) => { photo.share = share })
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

/** Phones call some HEIC files nothing at all; the server looks at the bytes anyway. */
function looksLikePicture(file: File): boolean {
  return file.type.startsWith('image/') || (file.type === '' && /\.(jpe?g|png|webp|hei[cf])$/i.test(file.name))
}

export type PhotoBasket = ReturnType<typeof usePhotoBasket>
