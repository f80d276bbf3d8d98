/** Whether this can be a phone number: a mobile or a landline of the country, or a short service number. */
export function isPhone(phone: string): boolean {
  const digits = phone.replaceAll(/[\s+()-]/g, '').replace(/^86(?=1\d{10}$)/, '')
  return /^1[3-9]\d{9}$/.test(digits) || /^0\d{9,11}$/.test(digits) || /^[2-9]\d{6,7}$/.test(digits) || /^400\d{7}$/.test(digits)
}
