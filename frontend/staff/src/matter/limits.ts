import type { MatterClock, MatterDetail } from '@fengqiao/shared/api/contract'

/** The clock of the handling limit, while there is one that runs or waits. */
export function handlingClock(matter: Pick<MatterDetail, 'clocks'>): MatterClock | undefined {
  return matter.clocks.filter((clock) => clock.name === 'handle' && clock.stopped_at === null).at(-1)
}

/** Why the handling clock stands still now, "" while it runs. */
export function pausedBy(matter: Pick<MatterDetail, 'clocks'>): string {
  const last = handlingClock(matter)?.segments.at(-1)
  return last && !last.running ? last.cause : ''
}
