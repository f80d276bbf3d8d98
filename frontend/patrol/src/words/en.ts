import type zh from './zh'

const en: typeof zh = {
  title: 'Patrol',
  synced: 'Synced',
  asking: 'Syncing',
  notSynced: 'No connection; this is from {when}',
  never: 'No connection',
  signedOut: 'You are not signed in',
  signedOutHint: 'Sign in to see the tasks that were given to you.',
  signIn: 'Sign in',
  tasks: 'My tasks',
  none: 'Nothing for you now',
  noneHint: 'New tasks appear here.',
  overdue: '{n} overdue',
  soon: '{n} due soon',
  refresh: 'Refresh',
  report: 'Report with a photo',
  noPlace: 'Not located yet',
  more: 'Load more',
  actingAs: '{unit} · {post}',
}

export default en
