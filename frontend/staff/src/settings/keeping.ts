/** Posts that keep what the whole county works by. */
export const KEEPING: ReadonlySet<string> = new Set(['administrator', 'coordinator'])
