/** Moments as people say them, always in the county's time (Asia/Shanghai). */

export interface Wall {
  year: number
  month: number
  day: number
  weekday: number
  time: string
}

/** Made when the first moment is said: an old phone takes a tenth of a second to learn a calendar. */
let wallClock: Intl.DateTimeFormat | null = null
const WEEKDAYS_EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const WEEKDAYS_ZH = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const DAY = 86_400_000

/** The wall clock of the county at a moment; null for what is no moment. */
export function wallOf(moment: string | Date): Wall | null {
  const date = typeof moment === 'string' ? new Date(moment) : moment
  if (Number.isNaN(date.getTime())) return null
  wallClock ??= new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Asia/Shanghai', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
    hourCycle: 'h23', weekday: 'short',
  })
  const parts = Object.fromEntries(wallClock.formatToParts(date).map((part) => [part.type, part.value]))
  return {
    year: Number(parts['year']),
    month: Number(parts['month']),
    day: Number(parts['day']),
    weekday: WEEKDAYS_EN.indexOf(parts['weekday'] ?? ''),
    time: `${parts['hour'] ?? ''}:${parts['minute'] ?? ''}`,
  }
}

/** 今天 14:30 · 昨天 14:30 · 明天 09:00 · 周三 17:30 (within six days) · 10月9日 · 2025年10月9日. */
export function near(moment: string | Date, now: Date, locale: string): string {
  const there = wallOf(moment)
  const here = wallOf(now)
  if (there === null || here === null) return ''
  const english = locale.startsWith('en')
  const away = dayNumber(there) - dayNumber(here)
  const named: Record<number, [string, string]> = { [-1]: ['昨天', 'yesterday'], 0: ['今天', 'today'], 1: ['明天', 'tomorrow'] }
  const name = named[away]
  if (name) return `${english ? name[1] : name[0]} ${there.time}`
  if (Math.abs(away) < 7) return `${(english ? WEEKDAYS_EN : WEEKDAYS_ZH)[there.weekday] ?? ''} ${there.time}`
  return dayInWords(there, here, english)
}

/** The whole moment: 2026年10月9日 周五 14:30, or Fri 9 Oct 2026 14:30. */
export function full(moment: string | Date, locale: string): string {
  const wall = wallOf(moment)
  if (wall === null) return ''
  if (locale.startsWith('en')) {
    return `${WEEKDAYS_EN[wall.weekday] ?? ''} ${wall.day} ${MONTHS[wall.month - 1] ?? ''} ${wall.year} ${wall.time}`
  }
  return `${wall.year}年${wall.month}月${wall.day}日 ${WEEKDAYS_ZH[wall.weekday] ?? ''} ${wall.time}`
}

/** Day and time without the weekday, the year only if it is another one: 10月22日 17:30. */
export function dayAndTime(moment: string | Date, now: Date, locale: string): string {
  const there = wallOf(moment)
  const here = wallOf(now)
  return there === null || here === null ? '' : `${dayInWords(there, here, locale.startsWith('en'))} ${there.time}`
}

/** A day that stands alone, such as a limit of the law: 2026年12月28日, or 28 Dec 2026; what is no day as it stands. */
export function dayInFull(day: string, locale: string): string {
  const [, year, month, date] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day) ?? []
  if (!year || !month || !date) return day
  if (locale.startsWith('en')) return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`
  return `${year}年${Number(month)}月${Number(date)}日`
}

function dayInWords(there: Wall, here: Wall, english: boolean): string {
  const otherYear = there.year !== here.year
  if (english) return `${there.day} ${MONTHS[there.month - 1] ?? ''}${otherYear ? ` ${there.year}` : ''}`
  return `${otherYear ? `${there.year}年` : ''}${there.month}月${there.day}日`
}

function dayNumber(wall: Wall): number {
  return Math.round(Date.UTC(wall.year, wall.month - 1, wall.day) / DAY)
}
