/** How urgent an answer is, by its working days: late in red, the last three in yellow. */
export function hurry(daysLeft: number): 'red' | 'yellow' | 'green' {
  if (daysLeft < 0) return 'red'
  return daysLeft <= 3 ? 'yellow' : 'green'
}

/** Which sentence says it, and with which number. */
export function leftSaid(daysLeft: number): { key: 'left' | 'today' | 'late'; n: number } {
  if (daysLeft < 0) return { key: 'late', n: -daysLeft }
  return daysLeft === 0 ? { key: 'today', n: 0 } : { key: 'left', n: daysLeft }
}
