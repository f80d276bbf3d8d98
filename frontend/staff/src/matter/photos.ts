import type { MatterDetail, Photo } from '@fengqiao/shared/api/contract'

/** The photos that show how it looks after the work, wherever in the timeline they came. */
export function photosAfter(matter: Pick<MatterDetail, 'timeline'>): Photo[] {
  return matter.timeline.flatMap((entry) => entry.photos).filter((photo) => photo.kind === 'after')
}
