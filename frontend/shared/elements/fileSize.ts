const STEP = 1024

/** A size as people say it: 820 KB, 3.4 MB. */
export function fileSize(bytes: number): string {
  if (bytes < STEP * STEP) return `${Math.max(1, Math.round(bytes / STEP))} KB`
  return `${(bytes / STEP / STEP).toFixed(1)} MB`
}
