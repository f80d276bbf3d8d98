/** A time of day as it is typed, "9", "930", "9:30", "９：３０", as 09:30; null for what is none. */
export function timeOfDay(typed: string): string | null {
  const plain = typed.normalize('NFKC').replaceAll(/\s/g, '')
  const found = /^(\d{1,2})(?::?(\d{2}))?$/.exec(plain)
  if (!found) return null
  const [hour, minute] = [Number(found[1]), Number(found[2] ?? 0)]
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null
}
