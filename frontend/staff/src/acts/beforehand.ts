import type { MatterDetail, Unit } from '@fengqiao/shared/api/contract'

/** What a form made from a schema knows before anybody has filled in anything. */
export function beforehand(action: string, matter: MatterDetail): Record<string, unknown> {
  if (action === 'hold_consultation') return { number: matter.consultations.length + 1 }
  const only = unitsFor(action, matter, [])
  return action !== 'sub_dispatch' && only?.length === 1 ? { unit: only[0] } : {}
}

/** The units an act can be about; null where it may be any. `under` are those right below the own unit. */
export function unitsFor(action: string, matter: MatterDetail, under: string[]): string[] | null {
  switch (action) {
    case 'sub_dispatch': return under
    case 'waive_assist': return assisting(matter)
    case 'approve_reply': return [...new Set(matter.supervisions.filter((one) => one.replied_at && !one.closed_at).map((one) => one.unit))]
    default: return null
  }
}

/** The units right below one that take orders. */
export function below(unit: string, units: readonly Pick<Unit, 'code' | 'parent' | 'takes_orders'>[]): string[] {
  return units.filter((one) => one.parent === unit && one.takes_orders).map((one) => one.code)
}

function assisting(matter: MatterDetail): string[] {
  return matter.orders.filter((order) => order.role === 'assist' && !order.submitted_at && !order.waived).map((order) => order.unit)
}
