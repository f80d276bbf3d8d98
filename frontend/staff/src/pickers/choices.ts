/** What a list offers: `group` stands above its choices while all are shown, `hint` beside one that was searched for. */
export interface Choice {
  value: string
  label: string
  group?: string
  hint?: string
}

/** A heading and what stands below it; the places count through the whole list. */
export interface Section {
  name: string
  choices: { choice: Choice; place: number }[]
}

/** Choices that follow each other and share a group, under one heading. */
export function sectionsOf(choices: readonly Choice[]): Section[] {
  const sections: Section[] = []
  choices.forEach((choice, place) => {
    const name = choice.group ?? ''
    const last = sections[sections.length - 1]
    if (last?.name === name) last.choices.push({ choice, place })
    else sections.push({ name, choices: [{ choice, place }] })
  })
  return sections
}

/** Where a key leads in a list from a place, -1 being none yet; null for a key that leads nowhere. */
export function stepTo(key: string, place: number, choices: readonly Choice[]): number | null {
  const last = choices.length - 1
  if (last < 0) return null
  switch (key) {
    case 'ArrowDown': return place >= last ? 0 : place + 1
    case 'ArrowUp': return place <= 0 ? last : place - 1
    case 'Home': return 0
    case 'End': return last
    case 'PageDown': return Math.min(begins(choices).find((one) => one > place) ?? last, last)
    case 'PageUp': return [...begins(choices)].reverse().find((one) => one < place) ?? 0
    default: return null
  }
}

function begins(choices: readonly Choice[]): number[] {
  return sectionsOf(choices).flatMap((section) => section.choices.slice(0, 1).map((one) => one.place))
}
