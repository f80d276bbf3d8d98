import { ref, watch, type Ref } from 'vue'

const PREFIX = 'fengqiao.draft.'
const WEEK = 7 * 24 * 3_600_000
/** Milliseconds without a key after which a draft is written down: doing that at every key costs an old machine a frame each. */
const PAUSE = 300

/** What is still to be written down, by name. It is before the page goes, and before anybody reads. */
const due = new Map<string, () => void>()
let timer = 0

/** Where a draft is kept, and for how long. */
interface Keeping {
  read: (name: string) => unknown
  write: (name: string, value: unknown) => void
  forget: (name: string) => void
}

/**
 * A form's content that survives a reload and an ended session. It stays in this tab (sessionStorage) and is forgotten
 * with it, because a form may hold somebody's phone number and office machines are shared.
 */
export function useDraft<T extends object>(name: string, fresh: () => T): { draft: Ref<T>; clear: () => void } {
  return draftIn(inThisTab, name, fresh)
}

/** The same on somebody's own phone: it outlives the browser's end, but not a week without a word. */
export function useLastingDraft<T extends object>(name: string, fresh: () => T): { draft: Ref<T>; clear: () => void } {
  return draftIn(onThisPhone, name, fresh)
}

function draftIn<T extends object>(keeping: Keeping, name: string, fresh: () => T): { draft: Ref<T>; clear: () => void } {
  settle()
  const draft = ref(restored(keeping, name, fresh())) as Ref<T>
  let emptied = false
  watch(draft, (now) => {
    if (emptied) emptied = false
    else later(name, () => { keeping.write(name, now) })
  }, { deep: true, flush: 'sync' })

  function clear(): void {
    emptied = true
    draft.value = fresh()
    emptied = false
    due.delete(name)
    keeping.forget(name)
  }

  return { draft, clear }
}

function later(name: string, write: () => void): void {
  due.set(name, write)
  clearTimeout(timer)
  timer = setTimeout(settle, PAUSE) as unknown as number
}

function settle(): void {
  clearTimeout(timer)
  for (const write of due.values()) write()
  due.clear()
}

if (typeof window !== 'undefined') {
  window.addEventListener('pagehide', settle)
  document.addEventListener('visibilitychange', () => { if (document.hidden) settle() })
}

/** Forgets every draft, for the next person at this machine. */
export function forgetDrafts(): void {
  due.clear()
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
function restored<T extends object>(keeping: Keeping, name: string, fresh: T): T {
  try {
    const kept = keeping.read(name)
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

const inThisTab: Keeping = {
  read: (name) => JSON.parse(sessionStorage.getItem(PREFIX + name) ?? 'null') as unknown,
  write: (name, value) => { quietly(() => { sessionStorage.setItem(PREFIX + name, JSON.stringify(value)) }) },
  forget: (name) => { quietly(() => { sessionStorage.removeItem(PREFIX + name) }) },
}

const onThisPhone: Keeping = {
  read(name) {
    const kept = JSON.parse(localStorage.getItem(PREFIX + name) ?? 'null') as { at?: number; value?: unknown } | null
    return kept && Date.now() - Number(kept.at) < WEEK ? kept.value : null
  },
  write: (name, value) => { quietly(() => { localStorage.setItem(PREFIX + name, JSON.stringify({ at: Date.now(), value })) }) },
  forget: (name) => { quietly(() => { localStorage.removeItem(PREFIX + name) }) },
}

/** A full or missing storage costs the draft, not the form. */
function quietly(work: () => void): void {
  try {
    work()
  } catch {
    // Nothing is kept.
  }
}
