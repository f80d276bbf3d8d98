import type { Area } from '@fengqiao/shared/api/contract'

export interface AreaBranch extends Record<string, unknown> {
  value: string
  label: string
  children?: AreaBranch[]
}

/** Areas as a tree: an area hangs below the longest code that begins its own. */
export function nest(areas: readonly Area[]): AreaBranch[] {
  const codes = new Set(areas.map((one) => one.code))
  const branches = new Map(areas.map((one) => [one.code, { value: one.code, label: one.name } as AreaBranch]))
  const roots: AreaBranch[] = []
  for (const area of areas) {
    const branch = branches.get(area.code)
    if (!branch) continue
    const above = parentOf(area.code, codes)
    const parent = above === null ? undefined : branches.get(above)
    if (parent) parent.children = [...(parent.children ?? []), branch]
    else roots.push(branch)
  }
  return roots
}

function parentOf(code: string, codes: ReadonlySet<string>): string | null {
  for (let length = code.length - 1; length > 0; length -= 1) {
    if (codes.has(code.slice(0, length))) return code.slice(0, length)
  }
  return null
}
