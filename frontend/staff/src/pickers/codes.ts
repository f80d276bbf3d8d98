import { computed, type Ref, type WritableComputedRef } from 'vue'

/** What was chosen as a list of codes, be it one code or several. */
export function useCodes<T extends string | string[]>(chosen: Ref<T>, multiple: () => boolean | undefined): WritableComputedRef<string[]> {
  return computed<string[]>({
    get: (): string[] => (typeof chosen.value === 'string' ? [chosen.value].filter(Boolean) : [...chosen.value]),
    set: (next) => { chosen.value = (multiple() ? next : (next[0] ?? '')) as T },
  })
}
