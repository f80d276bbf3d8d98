import type zh from './partyZh'

const en: typeof zh = {
  party: {
    lost: 'This link is wrong, or a newer one has taken its place.', lostHint: 'Ask the mediator for a new link, or come in with your code.', findTitle: 'My mediation page',
    findHint: 'Without the link, use your code and the last four digits of your phone, or your PIN.', typed: 'Last four digits or PIN', typedWrong: 'Enter 4 to 8 digits.', open: 'Open', toRights: 'My rights and the other ways', people: 'Who takes part', me: 'Me',
    answers: { agree: 'Agrees to mediation', refuse: 'Does not agree', none: 'No answer yet' }, mediators: 'Mediator', mediatorsHint: 'You may choose a mediator, and refuse one, without a reason.', choose: 'Choose', notThis: 'Not this one', wishes: { refused: 'you will not have', chosen: 'chosen, to be answered', comes: 'comes to the table', declined: 'cannot come' }, wished: { choose: 'Noted: you choose {name}.', refuse: 'Noted: you will not have {name}.' }, board: 'See the mediators',
    consentTitle: 'Do you want mediation?', consent1: 'It is voluntary and costs nothing.', consent2: 'If you say no, nothing bad follows and you lose no right.', consent3: 'If you say yes, you may leave at any time.',
    consent4: 'It never stops you from going to court, arbitration or elsewhere.', agree: 'Yes', refuse: 'No', consentDone: { agree: 'Noted: you want mediation.', refuse: 'Noted: you do not want mediation. The other ways are below.' },
    proposals: 'Proposals', noProposals: 'There is none yet. You may make the first.', proposal: 'Proposal {n}', mySide: 'from my side', by: { applicant: 'from the applicant’s side', respondent: 'from the respondent’s side', mediator: 'from the mediator' }, accept: 'Accept',
    decline: 'Decline', accepted: 'Noted: you accept proposal {n}.', declined: 'Noted: you decline proposal {n}.', counter: 'I propose something else', counterTo: 'Answer to proposal {n}', propose: 'Make my proposal', proposalText: 'My proposal',
    amount: 'Amount in yuan (if any)', readers: 'Who reads it', toBoth: 'Both sides', toMediator: 'Only the mediator', send: 'Send', cancel: 'Cancel', proposed: 'Your proposal is sent.', textMissing: 'Please write something.', points: 'Agreed so far',
    statements: 'What I say', mine: 'From me', theirs: 'Shared by the other side', readByBoth: 'Both sides read it', readByMediator: 'Only the mediator reads it', share: 'Let the other side read it', shared: 'Both sides read it now.', state: 'Write something',
    stateText: 'What I want to say', stated: 'Sent.', notes: 'My private talks with the mediator', notesHint: 'Only you and the mediator read this; the other side never does.',
    draft: 'Draft of the agreement', draftHint: 'Version {n}. Read it with care, and ask the mediator first if anything is unclear.', agreement: 'Agreement', agreementHint: 'It binds everybody who signed.', by_day: 'by {day}', iSigned: 'I have signed',
    sign: 'I want to sign', signHint: 'Signing means: I understand this version and sign it of my own will.', mySignature: 'Me', signNow: 'Confirm signature', signed: 'Your signature has arrived.', performance: 'Performance',
    performed: { open: 'Not performed yet', partly: 'Partly performed', done: 'Performed', broken: 'Not performed as agreed' }, paidOf: '{paid} of {owed} paid', next: 'Next: {amount} by {day}', paid: '{amount} paid',
    broken: 'You may sue on the agreement; please speak with the mediator.', court: 'Confirmation by the court',
    courts: {
      none: 'Both sides may ask the court together to confirm the agreement.', not_needed: 'It is performed; nothing has to be confirmed.', excluded: 'The court does not confirm agreements of this kind.', open: 'Both sides may apply together until {day}.',
      closed: 'The time to apply has passed.', applied: 'Applied for; the court decides.', confirmed: 'Confirmed; it can be enforced if it is not kept.', refused: 'Not confirmed; you may sue or mediate again.',
    },
    papers: 'Papers for me', readPaper: 'Open', savePaper: 'Save', paperStates: { waiting: 'Being printed; look again in a moment', failed: 'Could not be printed; please fetch it at the window', erased: 'Erased by law', unprinted: 'Not kept as a file; please fetch it at the window' },
    evidence: 'Evidence', evidenceHint: 'What you bring only you, the mediator and the centre see; the other side sees it once you share it.', evidenceLocked: 'The other side does not see it', mineEvidence: 'From my side', evidenceOf: { applicant: 'Shared by the applicant’s side', respondent: 'Shared by the respondent’s side', none: 'From the mediators' },
    photoOf: 'Photo of {title}', bring: 'Take a photo or choose a file', bringHint: 'Photos, PDF or DOCX, 20 MB each at most.', shareSure: 'Share it (cannot be undone)', evidenceDone: 'It has arrived.',
    sessions: 'Sessions', session: 'Session {n}', rights: 'My rights', leave: 'I do not want to go on', leaveHint: 'The mediation ends, and nothing bad follows.', leaveReason: 'Anything you want to say (optional)',
    leaveNoReason: 'The party left and gave no reason', leaveNow: 'Leave', stay: 'Go on', left: 'You have left the mediation.', call: 'If anything is unclear, call {phone}', access: 'Who looked at this',
  },
  board: {
    title: 'Mediators', lead: 'You may choose a mediator you trust. Mediation is free.', loading: 'Loading…', none: 'No list is public yet; please ask at the window.', language: 'Language', all: 'All', speaks: 'Speaks: {languages}',
    days: { 1: 'Mon', 2: 'Tue', 3: 'Wed', 4: 'Thu', 5: 'Fri', 6: 'Sat', 7: 'Sun' },
  },
}

export default en
