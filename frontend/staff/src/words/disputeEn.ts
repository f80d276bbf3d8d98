import type zh from './disputeZh'

const en: typeof zh = {
  dispute: {
    bookings: 'Booked', noBookings: 'No time is booked yet.',
    jumps: 'On this page', whole: 'Whole matter', barred: 'This dispute may not be mediated: it takes the general course, and where safety is at stake the police come first.',
    jump: { sides: 'Sides', sessions: 'Sessions', proposals: 'Proposals', agreement: 'Agreement', performance: 'Performance', evidence: 'Evidence', routes: 'Other ways', records: 'Papers' },
    sides: { applicant: 'Applicant’s side', respondent: 'Respondent’s side' }, proposers: { applicant: 'Applicant’s side', respondent: 'Respondent’s side', mediator: 'Mediator' },
    and: ', ', nobody: 'Nobody is named yet; name the party first.', nameHidden: 'Name not shown', minorHidden: 'A minor (name not shown)', organisation: 'organisation', minor: 'minor',
    people: 'for {n} people', language: 'interprets {language}', speaksFor: 'for {name}', authorities: { general: 'general authority', special: 'special authority' }, noAuthority: 'without a letter of authority',
    answers: { agree: 'Agrees to mediation', refuse: 'Does not agree', none: 'To be asked' },
    link: 'Link for this person', linkAgain: 'New link', linkHint: 'Let the person scan it. It is shown this once; a new one closes it.', linkOpen: 'Open here', linkHide: 'Hide',
    statements: 'Statements', statement: 'What is stated', addStatement: 'Write down a statement', whose: 'Whose statement', sharing: 'Shared', shareNow: 'Both sides read it', sharedWithBoth: 'both sides read it',
    ownSideOnly: 'own side only', notes: 'Private talk, {side}', notesHint: 'Only the mediator and this side read it; the other side never does, anywhere.', addNote: 'Write down a talk', note: 'What was said',
    sessions: 'Sessions', noSessions: 'No session has been held yet.', session: 'Session {n}', reachedHere: 'agreement reached here', present: 'Present: {names}', attendees: '{n} present', advised: 'Told of: {route}',
    proposals: 'Proposals', noProposals: 'Nobody has proposed anything yet.', proposal: 'Proposal {n}', counterTo: 'answers proposal {n}', notCounter: 'Not as an answer', readBy: 'Read by: {who}', accepts: 'Accepts',
    declines: 'Declines', counter: 'Counter-proposal', addProposal: 'Make a proposal', proposer: 'Who proposes', proposalText: 'What is proposed', readers: 'Who reads it', toBoth: 'Both sides',
    toOwn: 'Only the own side and the mediator, for now',
    points: 'Agreed so far', noPoints: 'Note each point as it is agreed; the draft takes them over.', addPoint: 'Note a point', pointText: 'What is agreed', dropPoint: 'No longer',
    agreement: 'Agreement', noAgreement: 'No agreement yet.', onTable: 'On the table', effective: 'binding since {when}', lacks: 'Still lacks:', hash: 'Checksum {hash}', unsigned: 'To sign: {who}', signedBy: 'Signed: {who}',
    drafting: 'Draft the agreement', redraft: 'Change the draft', toSigning: 'Sign on the tablet', concluding: 'Conclude',
    performance: 'Performance', performed: { open: 'To be performed', partly: 'Partly performed', done: 'Performed', broken: 'Not performed as agreed' }, paidOf: '{paid} of {owed} paid', overdue: 'Overdue',
    breached: 'broken on {day}', due: 'Due', paid: 'Paid', payment: 'Performed',
    confirmation: 'Judicial confirmation', lastDay: 'Both may apply together until {day}',
    confirmations: {
      none: 'Not applied for', not_needed: 'Performed; not needed', excluded: 'Not open to confirmation', open: 'May be applied for', closed: 'The window has closed', applied: 'Applied for; the court decides',
      confirmed: 'Confirmed by the court', refused: 'Not confirmed by the court',
    },
    diverted: 'Went to {unit}',
  },
  party: {
    phoneHint: 'Lets the person open the own page; kept sealed.', speaksFor: 'For whom', authority: 'Authority', authorityHint: 'Special authority may consent and sign; it needs the letter of authority.', side: 'Which side', language: 'Language interpreted',
    people: 'For how many people', minor: 'A minor', minorHint: 'The name is shown to nobody; the guardian consents.',
  },
  desk: {
    begin: 'Begin session {n}', goOn: 'Go on with the record of session {n}', title: 'Session {n}', placeHint: 'e.g. mediation room 1', present: 'Parties present',
    recordHint: 'Write while you talk; it is kept encrypted and becomes the record when the session ends.', useTemplate: 'Insert the outline', saved: 'Kept {when}', notSaved: 'Not kept yet',
    resultHint: 'If you agreed, choose “Conclude” instead.', notAdvised: 'Not told', end: 'End this session', later: 'Later',
    template: 'Record of session {n}\nPresent: {people}\n\n1. Rights and duties explained:\n\n2. What the applicant states and asks:\n\n3. What the respondent answers:\n\n4. What is disputed:\n\n5. How it went:\n\n6. Result:\n',
  },
  builder: {
    title: 'Draft the agreement', lead: 'Each saving makes a new version; a signature counts for the version it was given to.', template: 'Clause template', templateHint: 'Fills in a clause; replace what is in braces',
    clauses: 'Clauses', clause: 'Clause {n}', fine: 'Who, what, by when and how it is proven are all said', instalments: 'Instalments (if any)', due: 'Day of part {n}', part: 'Amount of part {n}', addPart: 'Add a part',
    count: 'Number of parts', equal: 'Equal parts', tooLittle: 'The parts are {n} yuan less than the amount.', tooMuch: 'The parts are {n} yuan more than the amount.', save: 'Save as a new version',
  },
  conclude: {
    where: 'Where it was reached', inSession: 'In session {n}', built: 'The signed version {n} is what binds.', unsigned: 'Version {n} is not signed by all yet.', send: 'Conclude the agreement',
  },
  sign: {
    title: 'Please read and sign', return: 'Back to staff', nothing: 'There is nothing to sign yet; draft the agreement first.', changed: 'The agreement has changed to version {n}; read it again before anybody signs.', amount: 'Amount',
    by: 'by {day}', part: 'Part {n}', version: 'Version {n} · checksum {hash}. This version is what you sign; one changed word voids the signature.', signers: 'Who signs', haveRead: 'We have read it; begin to sign',
    turn: '{who}, please sign', promise: 'Signing means: I understand the agreement and sign of my own will.', promiseMediator: 'Signing means: every party signed in my presence, of their own will.',
    scanInstead: 'Sign on paper instead', padInstead: 'Write here instead',
    scanLabel: '{who} signs or puts a fingerprint on paper; upload a photo or scan of it', scanShown: 'Paper signature of {who}', scanMissing: 'Choose the picture of the signed sheet first.',
    confirm: 'Confirm signature', all: 'Everybody has signed.', seal: 'Set the committee’s seal', sealed: 'The seal is set; the agreement can be concluded now.', giveBack: 'Please hand the tablet back to the mediator.', of: 'Signature of {who}',
  },
}

export default en
