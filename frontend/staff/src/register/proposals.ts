export interface Proposals {
  phones: string[]
  places: string[]
}

const MOBILE = /(?<!\d)(?:\+?86[- ]?)?(1[3-9]\d)[- ]?(\d{4})[- ]?(\d{4})(?!\d)/g
const LANDLINE = /(?<!\d)(0\d{2,3})[- ]?(\d{7,8})(?!\d)/g
/** A run of characters that ends as places end; what stands before the place is cut at the words below. */
const PLACE = /(?:\p{Script=Han}{2,8}?街道)?[\p{Script=Han}A-Za-z0-9]{2,30}?(?:(?:小区|花园|家园|公寓|大厦|广场|市场|村|社区|街道|大道|路|街(?!道)|巷|弄|桥|公园|学校|小学|中学|医院)(?:[A-Za-z0-9一二三四五六七八九十百-]{1,8}(?:号楼(?!下)|号|栋|幢|单元|室|弄|组))*)(?:[A-Za-z0-9]{1,6}(?:号楼|栋|幢|单元|室))*(?:门口|对面|旁边|路口|附近)?/gu
const LEAD_IN = /^.*(?:你好|您好|我是|我在|我家|我们|住在|位于|地址是|地址|就在|请问|反映|投诉|家住|在)/u
/** Words of a complaint: "cannot see the road" ends as a place does. */
const COMPLAINT = /[不没了很太]/u
/** What follows a number that was written apart from it is the rest of an address, not one. */
const CUT = /^[号栋幢楼室]/u
const SHORTEST = 4
const MOST = 3

/**
 * Finds phone numbers and places in a pasted text, such as a whole chat message. They are proposals: nothing is filled
 * in before a person takes it.
 */
export function propose(text: string): Proposals {
  const phones = [...text.matchAll(MOBILE)].map((found) => found.slice(1, 4).join(''))
  const landlines = [...text.matchAll(LANDLINE)].map((found) => `${found[1] ?? ''}-${found[2] ?? ''}`)
  const places = [...text.matchAll(PLACE)].map((found) => found[0].replace(LEAD_IN, '')).filter((one) => one.length >= SHORTEST && !CUT.test(one) && !COMPLAINT.test(one))
  return { phones: distinct([...phones, ...landlines]), places: distinct(places) }
}

/** Digits in groups as people read them: 138 0013 8000. */
export function grouped(phone: string): string {
  const digits = phone.replaceAll(/\D/g, '').slice(0, 15)
  if (!/^1[3-9]/.test(digits)) return phone
  return [digits.slice(0, 3), digits.slice(3, 7), digits.slice(7)].filter(Boolean).join(' ')
}

function distinct(found: string[]): string[] {
  return [...new Set(found)].slice(0, MOST)
}
