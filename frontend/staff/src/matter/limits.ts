import type { MatterClock, MatterDetail } from '@fengqiao/shared/api/contract'
import { lastOf } from '@fengqiao/shared/older/lastOf'

/** The clock of the handling limit, while there is one that runs or waits. */
export function handlingClock(matter: Pick<MatterDetail, 'clocks'>): MatterClock | undefined {
  return lastOf(matter.clocks.filter((clock) => clock.name === 'handle' && clock.stopped_at === null))
}

/** Why the handling clock stands still now, "" while it runs. */
export function pausedBy(matter: Pick<MatterDetail, 'clocks'>): string {
  const last = lastOf(handlingClock(matter)?.segments ?? [])
  return last && !last.running ? last.cause : ''
}
