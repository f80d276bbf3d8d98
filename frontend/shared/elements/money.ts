/** An amount of whole yuan as it is printed, grouped by thousands; "" for none. */
export function yuan(amount: number | null | undefined): string {
  return amount === null || amount === undefined ? '' : `¥${amount.toLocaleString('en-US')}`
}
