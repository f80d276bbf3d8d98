import { computed, inject, provide, reactive, type ComputedRef, type InjectionKey } from 'vue'

interface PhotoWait {
  add: (busy: () => boolean) => () => void
  waiting: ComputedRef<boolean>
}

const KEY: InjectionKey<PhotoWait> = Symbol('photo wait')

function create(): PhotoWait {
  const baskets = reactive(new Map<symbol, () => boolean>())
  return {
    add(busy) {
      const mine = Symbol('basket')
      baskets.set(mine, busy)
      return () => { baskets.delete(mine) }
    },
    waiting: computed(() => [...baskets.values()].some((busy) => busy())),
  }
}

/** A form that must not be sent while photos are on their way. */
export function providePhotoWait(): PhotoWait {
  const wait = create()
  provide(KEY, wait)
  return wait
}

export function usePhotoWait(): PhotoWait {
  return inject(KEY, create, true)
}
