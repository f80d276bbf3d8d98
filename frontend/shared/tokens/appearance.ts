import { ref, watchEffect } from 'vue'

export type Theme = 'light' | 'dark' | 'system'
export type Scale = 'staff' | 'citizen' | 'elder'

const THEME = 'fengqiao.theme'
const SCALE = 'fengqiao.scale'

const theme = ref<Theme>('light')
const scale = ref<Scale>('staff')

/** Theme and scale of this browser; both are kept, and both are only sets of tokens. */
export function useAppearance() {
  return { theme, scale }
}

/** Reads what was chosen before and sets the tokens; call once, before the page is drawn. */
export function dress(natural: Scale, fixed?: Theme): void {
  theme.value = fixed ?? kept(THEME, ['light', 'dark', 'system'] as const) ?? 'system'
  scale.value = natural === 'staff' ? 'staff' : (kept(SCALE, ['citizen', 'elder'] as const) ?? natural)
  const night = window.matchMedia('(prefers-color-scheme: dark)')
  const system = ref(night.matches)
  night.addEventListener('change', (event) => { system.value = event.matches })
  watchEffect(() => {
    const dark = theme.value === 'dark' || (theme.value === 'system' && system.value)
    const root = document.documentElement
    root.dataset['theme'] = dark ? 'dark' : 'light'
    root.classList.toggle('dark', dark)
    root.dataset['scale'] = scale.value
    if (!fixed) keep(THEME, theme.value)
    if (natural !== 'staff') keep(SCALE, scale.value)
  })
}

function kept<T extends string>(name: string, options: readonly T[]): T | null {
  try {
    const found = localStorage.getItem(name)
    return options.find((option) => option === found) ?? null
  } catch {
    return null
  }
}

function keep(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // A browser that keeps nothing still works for this visit.
  }
}
