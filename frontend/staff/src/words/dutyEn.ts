/** The words around the shift: who is on duty. */
export default {
  roster: {
    lead: 'Duty leaders and officers of the centre and the units, week by week. A plan: it records no presence and counts nothing.', today: 'On duty today', loading: 'Reading the roster', nobodyToday: 'Nobody is planned for today.', now: 'On now', span: '{from} to {to}',
    unit: 'Unit', before: 'Week before', thisWeek: 'This week', after: 'Week after', copy: 'Copy last week', nothingBefore: 'Nothing was planned last week', add: 'Add a shift', drop: 'Delete this shift', noLeader: 'No duty leader', save: 'Save the week', saved: 'Saved', reload: 'Read again', plan: 'Colleagues see it under “On duty today”; of shifts ticked to publish, citizens see post, name as written here and work phone.',
    shift: 'Shift', usual: { day: 'Day', night: 'Night', whole: 'Day and night' }, ownTimes: 'Other times', from: 'From', until: 'Until', role: 'Post on duty', roles: { duty_leader: 'Duty leader', duty_officer: 'Duty officer' }, person: 'Person', nobody: 'No such person', publish: 'Publish', named: 'Name as published', namedHint: 'Name, like Director Wang; optional', noPhone: '{name} has no work phone: only post and name are published.',
    out: 'Export {kind}', in: 'Import a table', taken: '{n} shifts imported', notTaken: 'Nothing was imported. Correct this and import again:', row: 'Row {n}: {words}', file: 'File: {words}',
  },
}
