import type { Area, County, Directory } from '@fengqiao/shared/api/contract'
import { api } from '@fengqiao/shared/api/client'
import { learnWords } from '@fengqiao/shared/words/words'
import { computed, shallowRef } from 'vue'

/** The number that every county answers when it has given none of its own. */
const HOTLINE = '12345'

const COUNTY = 'fengqiao.county'

const county = shallowRef<County | null>(null)
const areas = shallowRef<Area[]>([])
let asked: Promise<void> | null = null

/** Name, phone and areas of the county; without them the pages work, only plainer. */
export function useCounty() {
  asked ??= ask()
  const phone = computed(() => county.value?.phone || HOTLINE)
  return { county, areas, phone }
}

/** What the phone keeps of the directory, for a page that opens without network. */
type Kept = Pick<Directory, 'county' | 'areas' | 'words'>

async function ask(): Promise<void> {
  const before = kept()
  if (before) take(before)
  try {
    const { county: named, areas: listed, words } = await api.directory()
    take({ county: named, areas: listed, words })
    localStorage.setItem(COUNTY, JSON.stringify({ county: named, areas: listed, words }))
  } catch {
    if (!county.value) asked = null
  }
}

function take(directory: Kept): void {
  county.value = directory.county
  areas.value = directory.areas
  learnWords(directory.words)
}

function kept(): Kept | null {
  try {
    const found = JSON.parse(localStorage.getItem(COUNTY) ?? 'null') as Kept | null
    return found?.county.name && Array.isArray(found.areas) ? found : null
  } catch {
    return null
  }
}
