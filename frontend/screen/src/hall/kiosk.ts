const KEY = 'fengqiao.kiosk'

/** The key that makes this machine the kiosk of a hall; '' where it was not set up. */
export function kioskKey(): string {
  try {
    return localStorage.getItem(KEY) ?? ''
  } catch {
    return ''
  }
}

export function keepKioskKey(key: string): void {
  localStorage.setItem(KEY, key)
}

/** Units that have a hall where tickets may be taken. */
export function isHall(unit: { type: string }): boolean {
  return /_(HALL|CENTER)$/.test(unit.type)
}
