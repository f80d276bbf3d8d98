import type zh from './zh'

const en: typeof zh = {
  title: 'Command screen',
  todo: 'To do',
  soon: 'Due soon',
  due: 'Due next',
  dueNone: 'Nothing is overdue or due soon',
  unsorted: 'Not yet sorted',
  overdue: 'Overdue',
  asOf: 'As of {when}',
  stale: 'Connection lost; figures of {when}',
  signedOut: 'Sign in first, then open the screen',
  signIn: 'Sign in',
  waiting: 'Loading',
  note: 'Counts only what “{unit}” may see',
  open: 'Show these matters',
}

export default en
