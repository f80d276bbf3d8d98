/** The words around the shift: who is on duty. */
export default {
  roster: {
    lead: 'Duty leaders and officers of the centre and the units, week by week. A plan: it records no presence and counts nothing.', today: 'On duty today', loading: 'Reading the roster', nobodyToday: 'Nobody is planned for today.', now: 'On now', span: '{from} to {to}',
    unit: 'Unit', before: 'Week before', thisWeek: 'This week', after: 'Week after', copy: 'Copy last week', nothingBefore: 'Nothing was planned last week', add: 'Add a shift', drop: 'Delete this shift', noLeader: 'No duty leader', save: 'Save the week', saved: 'Saved', reload: 'Read again', plan: 'Colleagues see it under “On duty today”; of shifts ticked to publish, citizens see post, name as written here and work phone.',
    shift: 'Shift', usual: { day: 'Day', night: 'Night', whole: 'Day and night' }, ownTimes: 'Other times', from: 'From', until: 'Until', role: 'Post on duty', roles: { duty_leader: 'Duty leader', duty_officer: 'Duty officer' }, person: 'Person', nobody: 'No such person', publish: 'Publish', named: 'Name as published', namedHint: 'Name, like Director Wang; optional', noPhone: '{name} has no work phone: only post and name are published.',
    out: 'Export {kind}', in: 'Import a table', taken: '{n} shifts imported', notTaken: 'Nothing was imported. Correct this and import again:', row: 'Row {n}: {words}', file: 'File: {words}',
  },
  handover: {
    title: 'Handover', open: 'Note to take over', loading: 'Reading the note', none: 'Nothing is written for the next shift yet.', write: 'Write a note', change: 'Change', mine: 'Your note for the next shift · {when}', from: 'Left by the last shift · {when}', takeOver: 'Read, take over', taken: 'Taken over', saved: 'Saved', save: 'Save',
    matters: 'Matters to watch', mattersHint: 'Ticked are the urgent ones of this post and those due within 24 hours; only those who may open a matter see it.', nothingDue: 'Nothing of this post is urgent or due soon.', words: 'What is handed over', wordsHint: 'What is still open, what to watch. Telephone numbers are masked.', due: 'due {when}', urgent: 'Urgent', past: 'Earlier notes ({n})', read: 'Written {written}, taken over {read}', keep: 'Seen by the same post of the same unit only. Kept for {n} days after it was taken over, then deleted.',
  },
  bell: {
    title: 'Notices', unread: 'Notices, {n} unread', loading: 'Reading the notices', none: 'Nothing new.', readAll: 'Mark all as read', choose: 'When to be told', waiting: '{n} more wait for the end of quiet hours or the digest.', urgent: 'Urgent', new: 'unread',
    kinds: 'Tell me of', quiet: 'Quiet hours', since: 'From', until: 'Until', digest: 'Once a day together, not one by one', digestAt: 'At', passes: 'Urgent matters are told at once, whatever is chosen. Without sound.', save: 'Save', chosen: 'Saved',
  },
}
