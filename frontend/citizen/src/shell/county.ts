import type { Area, County } from '@fengqiao/shared/api/contract'
import { api } from '@fengqiao/shared/api/client'
import { learnWords } from '@fengqiao/shared/words/words'
import { computed, shallowRef } from 'vue'

/** The number that every county answers when it has given none of its own. */
const HOTLINE = '12345'

const county = shallowRef<County | null>(null)
const areas = shallowRef<Area[]>([])
let asked: Promise<void> | null = null

/** Name, phone and areas of the county; without them the pages work, only plainer. */
export function useCounty() {
  asked ??= ask()
  const phone = computed(() => county.value?.phone || HOTLINE)
  return { county, areas, phone }
}

async function ask(): Promise<void> {
  try {
    const directory = await api.directory()
    county.value = directory.county
    areas.value = directory.areas
    learnWords(directory.words)
  } catch {
    asked = null
  }
}
