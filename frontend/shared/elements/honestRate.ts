/** Below this many cases a percentage says more than is known. */
const FEW = 20

/**
 * Prints a rate with what it is made of: two decimals, whole percents without, rounded half up; a fraction below 1 is
 * never printed as 100 %. Null when there is nothing to count.
 */
export function rate(numerator: number | null, denominator: number | null): { percent: string; fraction: string } | null {
  if (numerator === null || denominator === null || denominator <= 0) return null
  if (denominator < FEW) return { percent: '', fraction: `${numerator}/${denominator}` }
  return { percent: percent(numerator, denominator), fraction: `(${numerator}/${denominator})` }
}

function percent(numerator: number, denominator: number): string {
  if ((numerator * 100) % denominator === 0) return `${(numerator * 100) / denominator}%`
  const hundredths = Math.floor((numerator * 20_000 + denominator) / (2 * denominator))
  const shown = numerator < denominator ? Math.min(hundredths, 9_999) : hundredths
  return `${Math.floor(shown / 100)}.${String(shown % 100).padStart(2, '0')}%`
}
