/** The key of each frequent act, and the acts it stands for: the first that is offered is done. */
export const ACT_KEYS: Readonly<Record<string, readonly string[]>> = {
  a: ['accept'],
  D: ['dispatch'],
  s: ['sign', 'report_in'],
  r: ['submit_result', 'reply_supervision'],
  b: ['request_return', 'rework', 'refuse_return'],
  e: ['request_extension'],
  y: ['approve', 'approve_return', 'approve_extension', 'approve_shelve', 'approve_reply'],
  v: ['record_visit'],
  u: ['urge'],
  w: ['whistle'],
  m: ['merge'],
}

/** The one key: accept and dispatch by a certain duty line, or open the form that comes first. */
export const ONE_KEY = 'd'
/** Takes the latest step back that may be, or what is about to be sent. */
export const UNDO_KEY = 'z'
/** Writes a note on the course of a matter. */
export const NOTE_KEY = 't'

/** The act that a key stands for on a matter with these acts; "" for none. */
export function actOf(key: string, offered: readonly string[]): string {
  return ACT_KEYS[key]?.find((one) => offered.includes(one)) ?? ''
}

/** The key that does an act among those that are offered; "" where another act has it, or none does. */
export function keyOfAct(action: string, offered: readonly string[]): string {
  const found = Object.keys(ACT_KEYS).find((key) => actOf(key, offered) === action)
  return found ?? ''
}
