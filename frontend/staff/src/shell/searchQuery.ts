export type Query =
  | { kind: 'nothing' }
  | { kind: 'code'; value: string }
  | { kind: 'phone'; value: string }
  | { kind: 'words'; value: string }

/** A matter code: area (6), day (8), kind (1 letter), sequence (5 to 9 digits) and check sign. */
const CODE = /^\d{14}[A-Za-z]\d{5,9}[0-9A-Za-z]$/
const MOBILE = /^1[3-9]\d{9}$/

/** What somebody means who types this into the search box. A phone number is personal: it takes another way. */
export function readQuery(typed: string): Query {
  const value = typed.trim()
  if (value === '') return { kind: 'nothing' }
  const packed = value.replaceAll(/[\s-]/g, '')
  if (CODE.test(packed)) return { kind: 'code', value: packed.toUpperCase() }
  const number = packed.replace(/^(\+?86)(?=1\d{10}$)/, '')
  if (MOBILE.test(number)) return { kind: 'phone', value: number }
  return { kind: 'words', value }
}
