/**
 * A matter code in the parts people name it by: {area6}{yyyymmdd}{kind}{sequence}{check}. Nobody says the area, few the
 * year; the sequence is what is strong.
 */
export function codeParts(code: string): { lead: string; day: string; sequence: string; check: string } {
  return { lead: code.slice(0, 10), day: code.slice(10, 15), sequence: code.slice(15, -1), check: code.slice(15).slice(-1) }
}

/** How a code is named in a sentence or a narrow place: 1122P00003K. */
export function shortCode(code: string): string {
  return code.slice(10)
}
