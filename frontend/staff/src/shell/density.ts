import { ref, watch } from 'vue'

export type Density = 'roomy' | 'compact'
const DENSITY = 'fengqiao.density'

const density = ref<Density>(kept())

watch(density, (now) => {
  try {
    localStorage.setItem(DENSITY, now)
  } catch {
    // The choice lasts for this visit.
  }
})

/** How high the rows of a list are: 44 or 36 px. */
export function useDensity() {
  return { density }
}

function kept(): Density {
  try {
    return localStorage.getItem(DENSITY) === 'compact' ? 'compact' : 'roomy'
  } catch {
    return 'roomy'
  }
}
