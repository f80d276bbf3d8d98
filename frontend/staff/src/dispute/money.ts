/** What instalments leave open of an amount; negative when they are too much. */
export function leftOf(amount: number | null, parts: readonly { amount_cny: number | null }[]): number {
  return (amount ?? 0) - parts.reduce((sum, one) => sum + (one.amount_cny ?? 0), 0)
}

/** Equal instalments, the remainder in the last one, a month apart from the first day. */
export function inInstalments(amount: number, count: number, first: string): { due: string; amount_cny: number }[] {
  const each = Math.floor(amount / count)
  return Array.from({ length: count }, (_, place) => ({
    due: monthsAfter(first, place), amount_cny: place === count - 1 ? amount - each * (count - 1) : each,
  }))
}

/** The same day some months later; a month that is too short ends it on its last day. */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}
