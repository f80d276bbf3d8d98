import type { Area } from '@fengqiao/shared/api/contract'

export interface Choice {
  text: string
  value: string
  children?: Choice[]
}

/** A town's code is 9 digits long, a village's 12 (statistical code). */
const TOWN = 9
const VILLAGE = 12

/** Towns with their villages; the first line of each, `open`, leaves the village open. */
export function columnsOf(areas: readonly Area[], open: string): Choice[] {
  return areas
    .filter((one) => one.code.length === TOWN)
    .map((town) => ({
      text: town.name,
      value: town.code,
      children: [
        { text: open, value: '' },
        ...areas
          .filter((one) => one.code.length === VILLAGE && one.code.startsWith(town.code))
          .map((village) => ({ text: village.name, value: village.code })),
      ],
    }))
}
