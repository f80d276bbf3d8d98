import type { Schema } from '@fengqiao/shared/api/contract'
import { api } from '@fengqiao/shared/api/client'

import { schemasOf } from './schema'

let asked: Promise<Record<string, Schema>> | null = null

/** The schemas of all acts, asked for once; a failed question is asked again next time. */
export function actionSchemas(): Promise<Record<string, Schema>> {
  asked ??= api.actions().then(schemasOf).catch((error: unknown) => {
    asked = null
    throw error
  })
  return asked
}
