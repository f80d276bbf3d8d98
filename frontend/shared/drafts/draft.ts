import { ref, watch, type Ref } from 'vue'

const PREFIX = 'fengqiao.draft.'

/**
 * A form's content that survives a reload and an ended session. It stays in this tab (sessionStorage) and is forgotten
 * with it, because a form may hold somebody's phone number and office machines are shared.
 */
export function useDraft<T extends object>(name: string, fresh: () => T): { draft: Ref<T>; clear: () => void } {
  const draft = ref(restored(name, fresh())) as Ref<T>
  let emptied = false
  watch(draft, (now) => {
    if (emptied) emptied = false
    else keep(name, now)
  }, { deep: true, flush: 'sync' })

  function clear(): void {
    emptied = true
    draft.value = fresh()
    emptied = false
    forget(name)
  }

  return { draft, clear }
}

/** Forgets every draft, for the next person at this machine. */
export function forgetDrafts(): void {
  try {
    for (const name of Object.keys(sessionStorage)) if (name.startsWith(PREFIX)) sessionStorage.removeItem(name)
  } catch {
    // Nothing was kept.
  }
}

/**
 * Only the fields the form still has are taken over: an older page may have kept others. A form that begins without
 * fields learns them later, so it gets all that was kept.
 */
function restored<T extends object>(name: string, fresh: T): T {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(PREFIX + name) ?? 'null')
    if (kept === null || typeof kept !== 'object') return fresh
    if (Object.keys(fresh).length === 0) return kept as T
    const known = Object.entries(kept).filter(([key, value]) => key in fresh && sameShape(value, fresh[key as keyof T]))
    return Object.assign(fresh, Object.fromEntries(known))
  } catch {
    return fresh
  }
}

function sameShape(kept: unknown, wanted: unknown): boolean {
  if (wanted === null || wanted === undefined) return true
  return typeof kept === typeof wanted && Array.isArray(kept) === Array.isArray(wanted)
}

function keep(name: string, value: unknown): void {
  try {
    sessionStorage.setItem(PREFIX + name, JSON.stringify(value))
  } catch {
    // A full or missing storage costs the draft, not the form.
  }
}

function forget(name: string): void {
  try {
    sessionStorage.removeItem(PREFIX + name)
  } catch {
    // Nothing was kept.
  }
}
