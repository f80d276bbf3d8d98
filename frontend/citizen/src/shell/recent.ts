import { ref } from 'vue'

const RECENT = 'fengqiao.recent'
const MOST = 10

export interface Remembered {
  code: string
  secret: string
  at: string
}

const remembered = ref<Remembered[]>(read())

/** Reports that this phone remembers, at the person's wish; they never leave it. */
export function useRecent() {
  function remember(code: string, secret: string): void {
    write([{ code, secret, at: new Date().toISOString() }, ...remembered.value.filter((one) => one.code !== code)].slice(0, MOST))
  }

  function forget(code: string): void {
    write(remembered.value.filter((one) => one.code !== code))
  }

  return { remembered, remember, forget }
}

function write(next: Remembered[]): void {
  remembered.value = next
  try {
    localStorage.setItem(RECENT, JSON.stringify(next))
  } catch {
    // A phone that keeps nothing shows the list for this visit only.
  }
}

function read(): Remembered[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(RECENT) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isRemembered).slice(0, MOST) : []
  } catch {
    return []
  }
}

function isRemembered(one: unknown): one is Remembered {
  if (one === null || typeof one !== 'object') return false
  const { code, secret, at } = one as Record<string, unknown>
  return typeof code === 'string' && typeof secret === 'string' && typeof at === 'string'
}
