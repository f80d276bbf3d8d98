import type zh from './zh'

const en: typeof zh = {
  title: 'Patrol',
  toContent: 'Skip to the content',
  back: 'Back',
  strip: {
    synced: 'Synced', asking: 'Syncing', waiting: 'Waiting on this phone: {n}', stuck: '{n} need you', notSynced: 'No connection; this is from {when}', never: 'No connection',
    signedOut: 'The session has ended: sign in here', signedOutWaiting: 'The session has ended; waiting on this phone: {n}',
  },
  nav: { label: 'Main pages', tasks: 'Tasks', sweeps: 'Sweeps', outbox: 'Outbox', me: 'Me' },
  camera: { report: 'Report', self: 'Settle on the spot: first picture', urgent: 'Picture, urgent report' },
  signedOut: 'You are not signed in',
  signedOutHint: 'Sign in to see the tasks that were given to you.',
  firstTime: 'The first time needs a network; connect and try again.',
  signIn: 'Sign in',
  tasks: 'My tasks',
  none: 'Nothing for you now',
  noneHint: 'New tasks appear here.',
  overdue: '{n} overdue',
  refresh: 'Refresh',
  nearest: 'Nearest first',
  metres: '{n} m',
  stale: 'This phone has had no network for more than three days. In case it was lost, its tasks are not shown until it connects.',
  noPlace: 'Not located yet',
  actingAs: '{unit} · {post}',
  task: {
    due: 'Due {when}', waiting: 'Waiting on this phone: {n}', gone: 'This matter is not on this phone', goneHint: 'It may be done, or was not fetched to this phone yet.', reply: 'Reply of the unit',
    acts: 'What you can do', wait: 'Noted. It goes on once that is sent.', nothing: 'Nothing for you to do now.', desk: 'Other acts are done at the workbench',
  },
  act: {
    ask: { verified: 'Is it as reported?', inspect: 'Has it been put right?' },
    yes: { verified: 'It is', inspect: 'Put right' },
    no: { verified: 'It is not', inspect: 'Not put right' },
    text: { note: 'What you found', reply: 'Result', reason: 'What the person said' },
    missing: {
      answer: 'Choose an answer first.', text: 'Write a few words.', consent: 'Ask only the requester, and only with consent.', solved: 'Say whether it is solved.',
      satisfaction: 'Say whether the person is satisfied.',
    },
    send: 'Submit: {act}',
  },
  visit: {
    lead: 'Say why you come, and ask only who agrees. Of who does not agree, nothing is recorded.', requester: 'It is the requester', consent: 'The person agrees to be asked now',
    declined: 'Does not agree: record nothing', solved: 'Is it solved?', satisfaction: 'Satisfied?',
  },
  photos: {
    label: 'Photos', before: 'Before', after: 'After', now: 'Now', byUnit: 'By the unit', nth: 'Photo {n}', take: 'Take a photo: {what}', more: 'One more', shoot: 'Take a photo', busy: 'Keeping',
    notPicture: 'This picture cannot be opened; take it with the camera.',
  },
  place: {
    grid: 'Grid', address: 'Place', addressHint: 'e.g. east gate of the square (may stay empty)', mark: 'Mark where it is', marked: 'The place is marked', unmark: 'Take away', asking: 'Locating',
    failed: 'No position found; words are enough.',
  },
  report: {
    title: { report: 'Report', self: 'Settle on the spot', urgent: 'Urgent report' },
    send: { report: 'Report', self: 'Submit as settled', urgent: 'Report as urgent' },
    category: 'Category', categoryFind: 'Type a few letters', categoryNone: 'No such category; leave it to the centre.', text: 'What it is', photoText: 'Found on patrol; see the photo.',
    selfText: 'Found on patrol and put right; see the photos.', selfReply: 'Put right on the spot.', reply: 'What was done', giveUp: 'Discard', kept: 'You can submit without network; it is sent by itself later.',
    urgentHint: 'Somebody hurt, a fire, a gas leak: dial 110, 119 or 120 first.', needBefore: 'Take a picture from before.', needAfter: 'Take a picture from after.',
    needCategory: 'Choose a category.', needWords: 'Write a few words or take a photo.',
  },
  help: {
    short: 'Urgent', title: 'Urgent help', lead: 'Somebody is in danger: dial first, then report.', for: { 110: 'Safety, police', 119: 'Fire, gas, rescue', 120: 'Injury, sudden illness' }, centre: 'The centre',
    then: 'After the call:', write: 'Without a photo, in words only',
  },
  sweeps: {
    title: 'Sweeps', until: 'Until {day}', none: 'No sweep now', noted: 'Noted', open: 'Not visited yet', waiting: 'Waiting: {n}', item: 'What was looked at', itemHint: 'e.g. building 3, entrance 2; empty means the whole grid',
    result: 'Result', nothing: 'Nothing found', found: 'Something found', needAnswer: 'Choose a result first.', send: 'Submit the result',
  },
  kind: { report: 'Report', self_handle: 'Settled on the spot', act: 'Act', sweep: 'Sweep' },
  state: { waiting: 'Waiting', sending: 'Sending', sent: 'Sent', conflict: 'Changed meanwhile', refused: 'Not taken', held: 'Sign in first', later: 'Again {when}', soon: 'Again shortly' },
  outbox: {
    title: 'Waiting on this phone', now: 'Send now', signIn: 'It is sent after you sign in.', open: '{n} not sent yet; all are kept on this phone.', empty: 'Everything is sent.', photos: 'Photos: {n}',
    gone: 'This record is no longer on this phone',
  },
  own: { photo_lost: 'The photo is no longer on this phone.', noted_before: 'Somebody else noted this item before; your finding was not added.', page_error: 'The page failed; reload it and try again.' },
  conflict: {
    changed: 'What changed since you looked', now: 'It is now: {state}', offline: 'Connect to see what has changed.', seen: '{act}: {answer}', about: 'About {code}: {words}',
  },
  way: { again: 'Submit again as it is now', note: 'Add it as a note', report: 'Report it anew' },
  record: {
    safe: 'Kept on this phone; it is sent by itself, and only once.', edit: 'Correct it', drop: 'Drop this record', dropYes: 'Yes, drop it', dropSure: 'The record and its photos leave this phone and are not sent.',
    dropUncertain: 'It may have reached the centre; only the copy on this phone is dropped.', registered: 'It was registered as a report, {code}, and goes the usual way.',
  },
  sign: {
    title: 'Sign in', user: 'Account', password: 'Password', code: 'One-time code', wrong: 'Account or password is wrong.', wrongCode: 'The code is wrong.', locked: 'Too many tries; come again later.',
    desk: 'Enrol a second factor at the workbench first.', kept: 'What waits on this phone is still here and is sent after you sign in.',
  },
  me: {
    size: 'Size of letters', normal: 'Normal', large: 'Large', light: 'Light', theme: { light: 'Light', dark: 'Dark', system: 'As the system' }, kept: 'What this phone keeps',
    keptWhat: 'Today’s tasks with small pictures, what you are writing, what is not sent yet. Tasks and drafts go when you sign out.',
    notKept: 'No names and no numbers, and not where you have been; a position stands only in the record for which you pressed “Mark where it is”.',
    synced: 'Last synced: {when}', others: '{n} records of another account wait on this phone until that account signs in.', warn: '{n} not sent yet. If you sign out they stay on this phone until you sign in again.',
    sendFirst: 'Send first', leaveAnyway: 'Sign out anyway', signOut: 'Sign out', noSignOut: 'No connection: you cannot sign out now.',
  },
}

export default en
