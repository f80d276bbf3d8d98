/**
 * Does the work while no other page of this phone does it under the same name; undefined when one does. A page that ends lets go.
 * `only`: it is certain that nobody else does it, which it is not without locks (plain HTTP in an office network).
 */
export async function alone<T>(name: string, work: (only: boolean) => Promise<T>): Promise<T | undefined> {
  const locks = (navigator as Partial<Navigator>).locks
  if (!locks) return work(false)
  return locks.request(name, { ifAvailable: true }, async (lock) => (lock ? work(true) : undefined))
}
