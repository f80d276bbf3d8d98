import type { Signal } from '@fengqiao/shared/api/signals'

/** What a person reads where a machine named a kind: its word, or that the source says so. */
export function typeSaid(signal: Pick<Signal, 'type'>, word: (group: string, code: string) => string, unknown: (type: string) => string): string {
  const said = word('signal_type', signal.type)
  return said === signal.type ? unknown(signal.type) : said
}

/** Where it is, as far as the machine told: words, else the point. "" for neither. */
export function placeSaid(signal: Pick<Signal, 'place' | 'lon' | 'lat'>): string {
  if (signal.place) return signal.place
  return signal.lon === null || signal.lat === null ? '' : `${signal.lon.toFixed(5)}, ${signal.lat.toFixed(5)}`
}
