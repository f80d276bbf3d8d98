/** What is being written: kept on the phone with every change, so that neither a reload nor an ended session takes it. */
import { ref, toRaw, watch, type Ref } from 'vue'

import { phone } from './db'

/** A draft by name. `ready` once what was kept is there; until then nothing is written over it. */
export function usePhoneDraft<T extends object>(name: string, owner: string, empty: () => T): { draft: Ref<T>; ready: Promise<void>; clear: () => Promise<void> } {
  const draft = ref(empty()) as Ref<T>
  let open = false
  const ready = restore()

  async function restore(): Promise<void> {
    const kept = await (await phone()).get('drafts', name)
    if (kept?.owner === owner) draft.value = { ...empty(), ...(kept.value as T) }
    open = true
  }

  watch(draft, (now) => {
    if (!open) return
    const value = JSON.parse(JSON.stringify(toRaw(now))) as T
    void phone().then((db) => db.put('drafts', { name, owner, value }))
  }, { deep: true })

  async function clear(): Promise<void> {
    open = false
    draft.value = empty()
    await (await phone()).delete('drafts', name)
    open = true
  }

  return { draft, ready, clear }
}

/** The photos that a draft names. */
export function photosIn(value: unknown): string[] {
  const shots = (value as { photos?: { id: string }[] } | null)?.photos
  return Array.isArray(shots) ? shots.map((one) => one.id) : []
}
