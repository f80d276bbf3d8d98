import type zh from './zh'

const en: typeof zh = {
  word: {
    state: {
      registered: 'To be accepted', verifying: 'Being verified', accepted: 'To be dispatched', dispatched: 'To be signed for',
      consent_pending: 'Asking for consent', mediating: 'In mediation', agreed: 'Agreed', performing: 'Being performed',
      performed: 'Performed', failed: 'Mediation failed', diverted: 'On a legal route',
      in_progress: 'In progress', pending_review: 'To be reviewed', resolved: 'To be visited', closed: 'Closed',
      archived: 'Archived', rejected: 'Not accepted', merged: 'Merged', transferred: 'Transferred out',
      withdrawn: 'Withdrawn', shelved: 'Shelved',
    },
    light: { green: 'In time', yellow: 'Near due', red: 'Overdue', paused: 'Clock paused', none: 'No clock' },
    timer: {
      accept: 'Acceptance', dispatch: 'Dispatch', sign: 'Signing', handle: 'Handling', visit: 'Return visit',
      reply: 'Reply to a supervision', whistle: 'Report-in',
    },
    pause_cause: {
      shelved: 'shelved', material: 'waiting for material', appraisal: 'statutory appraisal', verification: 'waiting for verification',
    },
    solved: { true: 'Solved', partly: 'Partly solved', false: 'Not solved' },
    action: { accept_and_dispatch: 'Accept and dispatch' },
    satisfaction: {
      satisfied: 'Satisfied', basically_satisfied: 'Basically satisfied', dissatisfied: 'Dissatisfied', not_rated: 'Not rated',
    },
    limit_unit: { minute: 'minutes', hour: 'hours', working_hour: 'working hours', working_day: 'working days', calendar_day: 'days' },
    limit_one: { minute: 'minute', hour: 'hour', working_hour: 'working hour', working_day: 'working day', calendar_day: 'day' },
    visit: { due: 'To call', done: 'Called', skipped: 'No call needed', unreached: 'Not reached' },
    party_role: {
      requester: 'Requester', applicant: 'Applicant', respondent: 'Respondent', agent: 'Agent', affected: 'Affected',
    },
  },
  clock: {
    label: '{name}: {sentence}', start: 'Start', due: 'Due', running: 'Running', paused: 'Paused: {cause}', late: 'Overdue',
    pausedNoCause: 'Paused', detailsOf: 'How “{name}” was counted', rule: 'Rule', hours: '{from} to {to}', used: '{percent}% used',
  },
  why: { label: 'Why', more: 'Show the full reason', less: 'Show less', line: 'Duty directory line {line}, version {version}' },
  timeline: {
    empty: 'Nothing recorded yet', system: 'System', staffOnly: 'Staff only', refused: 'Refused', photos: '{n} pictures', latest: 'Latest',
  },
  photo: {
    open: 'Open picture {n}', close: 'Close the picture', of: 'Picture {n} of {total}', add: 'Add pictures', remove: 'Remove picture {n}',
    uploading: 'Uploading {percent}%', failed: 'Upload failed, tap to retry', limit: 'Up to {n}, 20 MB each',
    tooBig: 'This picture is larger than 20 MB and was not uploaded.', tooMany: 'Up to {n}; the others were not uploaded.',
    notPicture: 'Please choose a picture.',
  },
  number: { none: '—', open: 'Show these {n}' },
  routes: {
    title: 'Other lawful ways', lead: 'Anybody may leave mediation at any time and take one of these; no right is lost by it.', taken: 'taken', advised: 'told', by: 'Until {day}', from: ' (counted from {what})',
  },
  pad: { says: 'Signature field of {who}, {n} strokes', here: 'Sign here', undo: 'Undo a stroke', clear: 'Start over', tooShort: 'Please write the whole name.' },
  qr: { label: 'QR code for tracking' },
  urgent: {
    title: 'Call now', dial_110_now: 'Somebody is in danger: call 110 now', dial_119_now: 'Fire or leaking gas: call 119 now',
    dial_120_now: 'Somebody is hurt or ill: call 120 now', other: 'This sounds urgent: call an emergency number first', call110: 'Call 110',
    call119: 'Call 119', call120: 'Call 120', after: 'You can still report it here afterwards.', heard: 'because you wrote: {words}',
  },
  fault: {
    offline: 'No connection. What you filled in is kept.', offlineNext: 'Check the network and try again.',
    server_error: 'Something went wrong; it has been recorded.', serverNext: 'Try again shortly; if it goes on, call the county centre.',
    unknown: 'That did not work.', signedOut: 'Your session has ended.', signedOutNext: 'Sign in again; what you filled in is kept.',
    busy: 'The system is not available.', busyNext: 'Try again in {n} seconds.', page_error: 'The page failed; reload and try again.',
    unread: 'No connection: the latest could not be read.', retry: 'Try again', old: 'What stands below was read {when} and may have changed.', tooMany: 'Too many attempts; try again later.',
  },
  language: { name: 'English', other: '中文', switchTo: '切换到中文' },
}

export default en
