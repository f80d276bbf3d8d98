import type { Problem } from '@fengqiao/shared/api/problem'
import { lastOf } from '@fengqiao/shared/older/lastOf'
import { inject, provide, ref, type InjectionKey, type Ref } from 'vue'

interface FormFault {
  problem: Ref<Problem | null>
  /** Names of fields that somebody tried to leave empty although they must be filled in. */
  missing: Ref<string[]>
}

const KEY: InjectionKey<FormFault> = Symbol('form fault')

/** Gives the fields below this form what is wrong, so that each shows it beside itself. */
export function provideFormFault(problem: Ref<Problem | null>): FormFault {
  const fault = { problem, missing: ref<string[]>([]) }
  provide(KEY, fault)
  return fault
}

export function useFormFault(): FormFault {
  return inject(KEY, () => ({ problem: ref(null), missing: ref([]) }), true)
}

/** A fault that no field of these names shows, so that it is said once: beside its field, or else above the buttons. */
export function homeless(problem: Problem | null, names: readonly string[]): Problem | null {
  return problem && names.some((one) => isAbout(problem, one)) ? null : problem
}

/** The server names nested fields with dots and may put the body's name in front: data.reason is reason. */
export function isAbout(problem: Problem | null, name: string): boolean {
  if (!problem?.field) return false
  const parts = problem.field.split('.').filter((part) => part !== 'data' && part !== 'body' && !/^\d+$/.test(part))
  return lastOf(parts) === name || parts[0] === name
}
