/** Which window this is, and what it serves; kept in this browser, for the computer stands at the window. */
export interface Window {
  desk: number
  services: string[]
}

const KEY = 'fengqiao.window.'

export function keptWindow(hall: string): Window {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY + hall) ?? '') as Partial<Window>
    const desk = Number(kept.desk)
    return {
      desk: Number.isInteger(desk) && desk >= 1 && desk <= 99 ? desk : 1,
      services: Array.isArray(kept.services) ? kept.services.filter((one) => typeof one === 'string') : [],
    }
  } catch {
    return { desk: 1, services: [] }
  }
}

export function keepWindow(hall: string, window: Window): void {
  try {
    localStorage.setItem(KEY + hall, JSON.stringify(window))
  } catch {
    // The choice lasts for this visit.
  }
}

/** What a window serves of what there is today; all where nothing is chosen. */
export function served(chosen: readonly string[], there: readonly string[]): string[] {
  const found = there.filter((one) => chosen.includes(one))
  return found.length > 0 ? found : [...there]
}
