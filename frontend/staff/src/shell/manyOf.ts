/** Counting stops here: nobody works through more, and the server says so with this number. */
const MANY = 100

/** A count as it is shown: 99+ where counting stopped. */
export function manyOf(count: number): string {
  return count >= MANY ? `${MANY - 1}+` : String(count)
}
