import dispute from './disputeEn'
import duty from './dutyEn'
import files from './filesEn'
import hall from './hallEn'
import mediation from './mediationEn'
import notices from './noticesEn'
import questions from './questionsEn'
import settings from './settingsEn'
import templates from './templatesEn'
import undo from './undoEn'
import watch from './watchEn'
import work from './workEn'
import type zh from './zh'

const en: typeof zh = {
  ...dispute,
  ...duty,
  ...mediation,
  ...undo,
  ...watch,
  ...settings,
  ...questions,
  ...templates,
  ...notices,
  ...files,
  ...hall,
  ...work,
  product: 'Fengqiao',
  shell: {
    toContent: 'Skip to content', rail: 'Main navigation', collapse: 'Collapse navigation', expand: 'Expand navigation',
    worklist: 'Worklist', register: 'Register', actingAs: 'Acting as', switchPost: 'Switch post',
    search: 'Search code, text, pinyin', soon: 'Due soon',
    overdue: 'Overdue', me: 'My menu', themeLight: 'Day', themeDark: 'Night', themeSystem: 'As the system',
    density: 'List rows: {is}', roomy: 'Normal', compact: 'Compact', keyMap: 'Keyboard', signOut: 'Sign out',
    noPost: 'No post', noPostNext: 'Your account has no post yet; ask the administrator.',
  },
  signIn: {
    leadUnknown: 'Governance and city operations', username: 'User name',
    password: 'Password', submit: 'Sign in', code: 'One-time code', codeHint: 'Enter the 6 digits of your authenticator, or a recovery code.',
    confirm: 'Confirm', back: 'Back to user name', wrong: 'User name or password is wrong.', wrongNext: 'Five wrong tries lock the account for 15 minutes.',
    locked: 'Too many attempts; try again in 15 minutes.', wrongCode: 'The code is wrong or has expired.', enrolTitle: 'Set up the one-time code',
    enrolLead: 'A second factor is required here. Scan the QR code with an authenticator, then enter the 6 digits it shows.',
    enrolSecret: 'If you cannot scan, enter this secret:', ended: 'Your session has ended; sign in again. What you filled in is kept.',
    hello: 'From a citizen’s word to a settled matter.',
  },
  worklist: {
    title: 'Worklist', views: 'Views', filters: 'Filters', state: 'State',
    category: 'Category', unit: 'Unit', anyState: 'State', anyCategory: 'Category', anyUnit: 'Unit', clear: 'Clear filters',
    query: 'Search “{q}”', more: 'Load more', loading: 'Loading', shown: '{n} shown', empty: 'Nothing here',
    emptyTodo: 'Everything is done', emptyTodoHint: 'New work appears here by itself.', emptyFiltered: 'Nothing matches',
    emptyFilteredHint: 'Widen or clear the filters.', list: 'Matters', preview: 'Preview', choose: 'Choose a matter with j, k or a click.', open: 'Open whole',
    refresh: 'Refresh', noUnit: 'Not dispatched', noPlace: 'Not located yet', untitled: '(no text)', end: 'No more', saved: 'The filters are in the address: bookmark or share it',
  },
  matter: {
    table: 'Mediation',
    copy: 'Copy code', copied: 'Code copied', back: 'Back to the list', more: 'More', noStep: 'Nothing for your post to do now',
    registered: 'Registered', uncategorised: 'Not classified',
    clocks: 'Clocks', noClocks: 'No clock is running', moreClocks: 'Ended clocks: {n}', lessClocks: 'Hide ended clocks', asked: 'What was asked', place: 'Place', grid: 'Grid', area: 'Area', noPlace: 'No place was given',
    noGrid: 'No grid found', coordinates: 'Coordinates', outside: 'The place is outside the county', requester: 'Requester', anonymous: 'Nobody left a name', sealed: 'Identity is sealed',
    sealedHint: 'Looking needs a purpose and is recorded; on the tracking page the requester sees which unit looked, and why.', reveal: 'Show contact', purpose: 'Purpose',
    purposes: { contact: 'Ask the requester about the matter', visit: 'Return call', onsite: 'Work on the spot', legal: 'Issue a document' },
    purposeHint: 'Say why this must be seen.', revealNow: 'Show now', hide: 'Seal again', revealed: 'Shown; this look is recorded.',
    orders: 'Work orders', noOrders: 'Not dispatched yet',
    executing: 'Carried out by {unit}', reply: 'Result', noDocuments: 'No documents yet',
    version: 'Version {n}', timeline: 'What happened', composer: 'Add progress',
    composerPublic: 'Requester may see it', composerSend: 'Add progress', moreText: 'Show all ({n} characters)', lessText: 'Show less', moreSimilar: '{n} more', lessSimilar: 'Show fewer',
    similar: 'Similar matters', similarHint: 'Perhaps the same',
    supervisions: 'Supervision', proposals: 'Reminders', issue: 'Issue', issueTo: 'Issue {letter} to {unit}', proposalHint: 'The system only reminds; a supervisor decides.', visits: 'Return calls', round: 'Round {n}', whistles: 'Whistles',
    replyBy: 'reply by {when}', respondBy: 'report in by {when}', reported: 'Reported in', notReported: 'Not reported in', qr: 'Tracking code', qrHint: 'Scan to follow this matter',
    loading: 'Opening the matter', reload: 'Reload', suggestion: 'Suggestion',
    mergeRule: 'Why they are one', mergeHint: 'Each requester is answered and called separately, and it can be undone.',
    showQr: 'Show the tracking code', relay: 'The requester is reached through the centre only.',
    dueAt: 'due {when}', consultations: 'Consultations', consultation: 'No. {n}', together: 'Merged', mainIs: 'Main matter',
    looks: 'Who looked', refusedOnce: 'Refused', refusedTimes: 'Refused {n} times', requests: 'Requests', rules: {
      duty_line: 'By the duty directory', category_default: 'The category’s default unit', territory: 'By territory', fallback: 'Catch-all duty',
      ruling: 'By ruling', person: 'Chosen by a person', self_handled: 'Settled on the spot by the grid',
    },
    requestKinds: { returns: 'Return', extensions: 'Extension', shelvings: 'Shelving' },
    supervision: { open: 'Reply awaited', replied: 'Replied', closed: 'Closed', missed: 'Reply missed' },
    moments: { issued: 'Issued', signed: 'Signed', arrived: 'On site', submitted: 'Submitted' },
    person: { name: 'Name', phone: 'Phone', second_phone: 'Second phone', address: 'Address', email: 'E-mail', organisation: 'Organisation' },
  },
  act: {
    /** How a day is written in a field, in the signs of the date picker. */
    dayFormat: 'D MMM YYYY',
    drawer: '{action} · {code}', required: ' (required)', submit: '{action}', cancel: 'Cancel', done: 'Done: {action}', more: 'More options',
    less: 'Fewer options', noForm: 'Nothing to fill in; confirm to go on.', draftKept: 'What you fill in is kept', conflictTitle: 'This matter has just changed',
    conflictBody: 'You opened version {mine}; it is now version {theirs}. What you filled in is still here.', conflictSee: 'Look at it now', conflictAgain: 'Submit on the new version',
    choose: 'Choose', yes: 'Yes', no: 'No', addLine: 'Add a line', removeLine: 'Remove this line', line: 'Line {n}', date: 'Choose a date', moment: 'Choose a time',
    fieldMissing: 'Please fill in “{field}”.', unitSearch: 'Type a name or pinyin initials', categorySearch: 'Type a name, keyword or pinyin initials', areaSearch: 'Choose an area',
    empty: 'None',
  },
  picker: { found: '{n} found', none: 'Nothing found; try another word', remove: 'Remove {name}', clear: 'Clear' },
  field: {
    category: 'Category', kind: 'Kind', urgency: 'Urgency', secondary: 'Other categories', area: 'Area', reason: 'Reason', right_door: 'The right door',
    target: 'Transfer to', basis: 'Basis', answer: 'Answer', knowledge_item: 'Knowledge item', text: 'Text', photos: 'Pictures', lead: 'Lead unit', co: 'Assisting units',
    suggested_unit: 'Suggested unit', unitAsking: 'Asked by', followers: 'Matters to merge', data: 'Data', to: 'Hand to', note: 'Note', public: 'Requester may see it', with_officer: 'With a police officer', amount: 'How much longer', unit: 'Unit',
    plan: 'Plan', next_review: 'Next review', cause: 'Cause', reply: 'Reply', photos_after: 'Pictures after the work', is_requester: 'It is the requester', consent: 'The person agrees to be asked', outcome: 'Outcome', measures: 'Measures taken',
    law_enforcement: 'Law enforcement', loss_prevented_band: 'Loss prevented', passed: 'Passed', inspection: 'How it was inspected', on_submission_by: 'Submitted by',
    reached: 'Reached', solved: 'Solved', satisfaction: 'Satisfied', explanation: 'Written explanation', units: 'Units called', respond_within: 'Report in within', type: 'Type',
    approved_by: 'Approved by', ratings: 'Ratings', number: 'Consultation number', attendees: 'Attendees', tasks: 'Units with a task', due_within: 'Time for the tasks', minutes: 'Minutes',
    reply_by_working_days: 'Reply within (working days)', letter: 'Letter', risk: 'Risk', review_date: 'Review date', leader: 'Leader', result: 'Verification',
    role: 'Role', name: 'Name', phone: 'Phone', organisation: 'Organisation', pending_elsewhere: 'Before a court or arbitral body, or judged',
    applicant: 'The applicant', respondent: 'The respondent', round: 'Session number', place: 'Place', record: 'Record of the session', mode: 'How they met',
    advised: 'Other route advised', form: 'Form', content: 'What was agreed', amount_cny: 'Amount (yuan)', performance: 'Performance', perform_by: 'Perform by',
    signed_by: 'Signatures and seal', fields: 'What is handed over', proof: 'Proof', proofKind: 'Kind of proof', performed: 'Performed already', route: 'Route', applied_by: 'Applied for by', court: 'Court',
    ruling_no: 'Number of the ruling', sessionResult: 'Result of the session', courtResult: 'What the court ruled',
    starts: 'Begins', ends: 'Ends', purpose: 'What for', room: 'Room', mediators: 'Mediators', invited: 'Parties invited', mediator: 'Mediator', wish: 'Choose or refuse',
    wisher: 'Party', accepted: 'Accepted', bookingNumber: 'Number of the booking', wishNumber: 'Number of the wish',
    date: 'Broken on', verifiedResult: 'Is it true', follower: 'Matter to unmerge', photosCount: 'Number of pictures',
  },
  accept: {
    suggested: 'Suggested', abstained: 'Not certain enough to choose for you; please judge.', score: '{percent}% sure', because: 'because of: {words}', pick: 'Use suggestion {n}',
    urgentHint: 'Urgent words: accept as urgent and telephone at once.', limit: 'Limit after acceptance: {amount} {unit}', limitUnknown: 'The category decides the limit',
  },
  reject: {
    lead: 'Whoever is not accepted is told the right door, in writing.',
    doors: {
      outside_area: 'Please tell the 12345 hotline or governance centre of the place where it happened.',
      other_branch: 'Please go to the body in charge; the window of the centre knows its address and number.',
      emergency_number: 'In an emergency call 110, 119, 120 or 122.',
      other_procedure: 'Please raise it in the lawsuit, arbitration, reconsideration or petition under way.',
      handled_no_new_fact: 'This matter has been settled; tell us again when there are new facts.',
      unlawful_content: 'Please report lawfully and truthfully; we are always open.',
      not_enough_information: 'Please add time, place and what happened; then it can be accepted.',
    },
    useDoor: 'Use the usual words',
  },
  dispatch: {
    other: 'Another unit', noRoute: 'No duty line matches; please choose.', withCo: 'With {names}', first: 'Proposed',
    transferOnly: 'Takes no orders here; use “Transfer out”.', otherUnit: 'Choose a unit', why: 'Why not the proposed unit? (optional)', whyHint: 'It stands in the history for the staff; the citizen does not see it.',
  },
  back: { lead: 'A return does not stop the clock. Give a reason, and a suggested unit or a basis.', basisPlaceholder: 'Duty line or article of law' },
  extension: {
    lead: 'Ask before the limit ends; a supervisor decides. The clock runs on meanwhile.', most: 'Up to {amount} {unit} each time, no more than the original limit.',
  },
  pause: {
    lead: 'The clock stops only while the citizen brings material or a statutory appraisal goes on. Material is waited for once, three working days at most.',
    resumeLead: 'The clock stands still: {cause}. Once confirmed it runs on from now, with the time that was left.',
  },
  result: { usual: 'Usual replies', gap: '{gap} is still to be filled in.', before: 'Pictures that came with it', lead: 'The citizen sees the reply. Events, components and hazards that came with a picture need one after the work.', measurePlaceholder: 'e.g. replaced the cover' },
  review: { asked: 'What was asked', done: 'What was done', photosBefore: 'Pictures that came with it: {n}', noPhotosBefore: 'No pictures came with it', photosAfter: 'Pictures after the work: {n}', noPhotosAfter: 'No pictures after the work', approveLead: 'Approval stops the clock; the return call follows.', reworkLead: 'The clock goes on; the unit sees your reason.', video: 'By video', drone: 'By drone' },
  visit: {
    reached: 'Reached', unreached: 'Not reached', solvedQuestion: 'Is it solved?', satisfiedQuestion: 'Satisfied with the handling?', lead: 'Only “solved” without dissatisfaction closes the matter.',
    script: 'What to say', whom: 'Whom to call', opening: 'Good day, this is the governance centre of {county}. On {when} you told us about “{about}”.', replied: '{unit} has dealt with it and replies:', ask: 'May I ask you two questions? It takes a minute.',
    bye: 'Thank you, and good-bye.', byeUnhappy: 'I have noted it. The unit will go on with it, and we shall call you again.', safeOnly: 'Call only in the safe way that was agreed, and do not speak of the matter on the phone.',
    opinion: 'What the citizen says', reasonHint: 'If not solved or not satisfied, note the citizen’s own words.',
  },
  whistle: {
    lead: 'For what a town cannot solve alone, joint enforcement and emergencies; not for small things.', minutes30: 'Within 30 minutes', workingDay1: 'Within 1 working day',
    approvedHint: 'A town’s whistle needs its leader’s approval.',
  },
  supervise: {
    urge: 'A reminder asks the unit to hurry.', supervise: 'The order goes to the unit, with a copy to its leader and the duty leader.',
    circulate: 'The notice goes to the unit and stands in the history of this matter.', leadUnit: 'Left open, it goes to the lead unit',
  },
  register: {
    title: 'Register', channel: 'Channel', text: 'What is asked', textPlaceholder: 'What was said, where it is, what is wanted. A whole chat message may be pasted.',
    address: 'Address', addressPlaceholder: 'Road and number, estate or landmark', anonymous: 'No name or phone is needed', name: 'Name', phone: 'Phone',
    secondPhone: 'Second phone', organisation: 'Organisation', contactAddress: 'Contact address', occurred: 'When it happened',
    acceptHint: 'When it is complete and ours, it can be accepted at once.', submit: 'Register', submitAccept: 'Register and accept', clear: 'Clear', proposals: 'Found in the text', usePhone: 'Use as phone: {value}',
    usePlace: 'Use as address: {value}', similar: 'Perhaps the same matter', similarNone: 'Nothing similar found', similarWait: 'Similar matters appear while you type', suggestion: 'Suggested category',
    returning: 'Earlier matters of this caller', returningPurpose: 'Registering a call: was it reported before?', receipt: 'Receipt', receiptDone: 'Registered', print: 'Print receipt', another: 'Register another', openMatter: 'Open matter',
    query: 'Track with the code and the last four digits of the phone', pinQuery: 'Track with the code and the PIN', pin: 'PIN', pinHint: 'Without a phone, agree on a PIN of 4 to 8 digits for tracking.', more: 'More',
    phoneWrong: 'This phone number is not complete.', photos: 'Pictures', keyboard: 'Ctrl + Enter registers, with Shift accepts · Alt + 1/2/3 takes a suggestion', due: 'Accepted or not by {when}', handleDue: 'To be handled by {when}',
    scan: 'Scan to follow this matter', secretNote: 'The QR code holds the tracking secret: give it to the person only.', county: 'Received by: {unit}',
  },
  merge: { followers: 'Matters to merge into this one', code: 'Code of a matter', add: 'Add' },
  password: {
    title: 'Change password', must: 'This is an initial password; please change it.', current: 'Present password', next: 'New password',
    again: 'New password once more', submit: 'Change', done: 'Password changed', hint: 'At least 10 characters, not digits only, not a common one.',
    differs: 'The two new passwords differ.', wrong: 'Not changed: check the present password, and choose a new one that is harder to guess.',
  },
  refusal: {
    not_allowed_for_post: 'Not for this post', wrong_state: 'Not in that state', invalid_data: 'Wrong data', not_involved_unit: 'Not with that unit',
    own_result_not_approvable: 'One’s own result', reason_required: 'No reason given', purpose_required: 'No purpose given',
    photos_required: 'No picture after the work', assists_unfinished: 'An assist is unfinished', return_window_closed: 'Too late to return',
    return_needs_basis: 'Neither suggested unit nor basis', further_return_forbidden: 'The lead is ruled', extension_after_due: 'After the limit',
    extension_limit_reached: 'No further extension', reopen_limit_reached: 'No further reopening', dossier_incomplete: 'The dossier is incomplete',
    mediation_forbidden: 'No mediation', mediation_forbidden_for_domestic_violence: 'No mediation of domestic violence', consent_missing: 'No consent', time_taken: 'That time is taken',
  },
  phoneSearch: {
    title: 'Find by phone', lead: 'Looking for a person needs a purpose; it is recorded, and the person can see it.', phone: 'Phone number', purpose: 'Purpose', submit: 'Find', none: 'No matter has this number',
    found: '{n} found',
  },
  fault404: { title: 'There is no such page', back: 'Back to the worklist' },
}

export default en
