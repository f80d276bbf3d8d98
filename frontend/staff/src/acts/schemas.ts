import type { ActForm } from '@fengqiao/shared/api/contract'
import { api } from '@fengqiao/shared/api/client'

let asked: Promise<Map<string, ActForm>> | null = null

/** The forms of all acts by name, asked for once; a failed question is asked again next time. */
export function actionForms(): Promise<Map<string, ActForm>> {
  asked ??= api.actions().then(({ items }) => new Map(items.map((one) => [one.name, one]))).catch((error: unknown) => {
    asked = null
    throw error
  })
  return asked
}
