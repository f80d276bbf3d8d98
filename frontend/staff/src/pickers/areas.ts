import type { Area } from '@fengqiao/shared/api/contract'

export interface PlacedArea {
  code: string
  name: string
  /** The areas it lies in below the county, the widest first, and itself. */
  path: string[]
}

/** A county's code is 6 digits long; every area lies in it, so nobody says so. */
const COUNTY = 6

/** The areas in the order of the directory, each with those it lies in: their codes begin its own. */
export function placed(areas: readonly Area[]): PlacedArea[] {
  const names = new Map(areas.map((one) => [one.code, one.name]))
  return areas.map(({ code, name }) => {
    const above: string[] = []
    for (let length = COUNTY + 1; length < code.length; length += 1) {
      const wider = names.get(code.slice(0, length))
      if (wider !== undefined) above.push(wider)
    }
    return { code, name, path: [...above, name] }
  })
}
