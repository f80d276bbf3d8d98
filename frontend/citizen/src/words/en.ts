import party from './partyEn'
import type zh from './zh'

const en: typeof zh = {
  ...party,
  product: 'Fengqiao',
  shell: {
    title: 'Tell us', home: 'Home', elder: 'Large type', normal: 'Normal type', call: 'Call the governance centre',
    toContent: 'Skip to content', notFound: 'There is no such page', notFoundBack: 'Back to the start',
  },
  home: {
    answers: 'Frequent questions and their answers',
    where: 'In person: centres and stations near by',
    party: 'My mediation', partyHint: 'Open my own page', mediators: 'Mediators',
    county: '{name} governance centre', lead: 'Something wrong? A photo and a sentence are enough.', report: 'Report a problem', reportHint: 'Three steps, no account', track: 'Follow a report',
    trackHint: 'With the code or QR of your receipt', recent: 'On this phone', recentHint: 'Kept on this phone only', forget: 'Remove this entry', begun: 'You have a report begun', begunGo: 'Go on', begunDrop: 'Give it up', begunSure: 'Delete it', emergency: 'In an emergency, call',
    how: 'What happens next', how1: 'Staff take it on and tell you which unit handles it.', how2: 'You always see how far it is and when you get an answer.', how3: 'At the end you say whether it is solved.',
    privacy: 'Your name and phone are sealed. You can see who looked at them, and why.',
  },
  step: { of: 'Step {n} of {total}', photo: 'Photo', place: 'Place', what: 'What', contact: 'Phone', next: 'Next', skip: 'Skip', back: 'Back' },
  snap: {
    title: 'Take a photo', lead: 'A photo shows us the problem faster. You can also skip this.', take: 'Take or choose a photo', privacy: 'Please avoid faces; data about the camera is removed.',
  },
  place: {
    title: 'Where is it?', lead: 'So that we can find it.', address: 'Address', addressHint: 'e.g. in front of 18 Fenglin Road', town: 'Street or town (optional)', village: 'Community or village',
    areaOpen: 'Not sure', areaCancel: 'Cancel', mine: 'Use where I am now', mineUsed: 'Your position is used', mineDrop: 'Do not use', mineWait: 'Looking…',
    mineFailed: 'No position found; please write the place.', fromPhoto: 'The photo holds a rough place. Use it?', useIt: 'Use', dontUse: 'No', fromPhotoUsed: 'The photo’s rough place is used',
    unsure: 'If you cannot say, just go on.',
  },
  what: {
    title: 'What happened?', text: 'What is wrong, and what should be done', textHint: 'e.g. the manhole cover at the crossing is loose; somebody may fall.', phone: 'Telephone (optional)',
    phoneHint: 'Only staff who must call you see it, after saying why, and you can see who looked.', phoneWrong: 'This number is not complete.', pin: 'PIN (4 to 8 digits, optional)',
    pinHint: 'Without a phone, track with the code and this PIN.', pinWrong: 'Please enter 4 to 8 digits.',
    submit: 'Submit', missing: 'Please say what happened.', uploading: 'Photos are still uploading.', notice: 'This is used to handle the matter, and for nothing else.',
  },
  contact: { title: 'How can we reach you?' },
  voice: {
    start: 'Speak instead', stop: 'I have finished', hint: 'Press the button and speak instead of typing.', listening: 'Listening, please speak…', denied: 'The phone does not allow the microphone. Allow it in the settings, or type.',
    nothing: 'Nothing was heard; please try again.', away: 'Listening does not work now; please type.',
  },
  answers: {
    title: 'Frequent questions', lead: 'Papers, law, benefits: see whether the answer is here already.', search: 'Find', searchHint: 'For example: ID card, legal aid', loading: 'Looking it up…', none: 'Nothing found. Just ask us.', ask: 'Ask or report',
    area: 'Holds in {area}', until: 'Holds until {day}', basis: 'Basis: {basis}', hint: 'The answer may be here already', goOn: 'If it does not help, just go on.', enough: 'That answered me', enoughTitle: 'You have an answer', enoughHint: 'Nothing was sent, and what you wrote is gone from this phone. If something is left, you can report it at any time.', home: 'Home',
  },
  notices: {
    title: 'Public notices', one: 'Public notice', lead: 'Water and power cuts, road works, opening hours. Only what holds now.', loading: 'Looking…', none: 'There are no notices now.', wholeCounty: 'The whole county', until: 'until {day}', span: 'Shown from {from} to {until}', at: 'published {when}', corrected: 'corrected',
    correctedAt: 'Corrected {when}: {words}', more: 'More on this web page', all: 'All notices', gone: 'There is no such notice', goneHint: 'It may have ended, or was withdrawn.',
  },
  similar: {
    title: 'Somebody near by has reported this', line: '{day}, {place}: {category}, {state}.', lineNoPlace: '{day}: {category}, {state}.', follow: 'It is the same; I follow it',
    following: 'You follow what somebody else has reported; you get the same answer.', unfollow: 'It is another one', hint: 'If it is another matter, just go on.',
  },
  whereTo: {
    title: 'Where to go in person', lead: 'Choose your street and community to see what is nearest.', loading: 'Looking…', duty: 'A duty leader receives visitors today, until {when}', dutyLine: '{role} {name}, {from} to {to}', dutyToday: 'On duty today',
    kind: { VILLAGE_STATION: 'Governance station of the village or community', TOWN_CENTER: 'Governance centre of the town', COUNTY_CENTER: 'Governance centre of the county', JUSTICE_STATION: 'Justice office: legal advice, mediation', POLICE_STATION: 'Police station' },
  },
  proxy: {
    ask: 'I report for somebody else', hint: 'For an elderly person at home, a neighbour. Please ask them first.', name: 'For whom (name)', phone: 'Their telephone (optional)', mine: 'Your own telephone',
    consent: 'They agreed that I report for them, and know that name and number are kept.', nameMissing: 'Please say for whom.', consentMissing: 'Please ask them first, then tick this.',
  },
  kept: {
    title: 'Reports on this phone', none: 'Nothing is waiting.', waiting: 'Saved on this phone; it is sent when there is a network.', sending: 'Sending…', sent: 'Sent. Your code:', known: 'Got it',
    again: 'Try now', drop: 'Delete', dropSure: 'Delete it, do not send', mend: 'Change and send', mendLater: 'You have another report begun; send or delete that one first.',
    hint: 'Closing the page loses nothing; it goes on when you open it again. A report is never sent twice.', stripOpen: '{n} waiting on this phone', stripSent: 'A saved report was sent; see its code', stripStuck: 'A report was not accepted; see why',
  },
  done: {
    title: 'We have it', code: 'Your code', keep: 'Keep the code or the QR to follow it.', byPhone: 'The code and the last four digits of your phone work, too.', byPin: 'The code and your PIN work, too.',
    save: 'Save picture', saved: 'Saved', track: 'Follow it', another: 'Report another', door: 'A better door for this', imageTitle: 'Receipt', none: 'Nothing was submitted just now.',
    file: 'receipt',
  },
  find: {
    title: 'Follow a report', code: 'Code', codeHint: 'On the receipt or in the message', last4: 'Last four digits of your phone', pin: 'PIN', byPhone: 'With my phone', byPin: 'With my PIN', submit: 'Look',
    codeMissing: 'Please enter the code.', last4Wrong: 'Please enter the last four digits of your phone.', pinWrong: 'Please enter 4 to 8 digits.', scan: 'Scanning the QR code of the receipt is faster.',
  },
  track: {
    loading: 'Looking…', steps: 'How far it is', can: 'You can', material: 'Add something',
    materialHint: 'Anything you remembered, or new photos.', materialText: 'What to add', materialSend: 'Send', materialDone: 'We have it.', withdraw: 'Withdraw',
    withdrawHint: 'It will not be handled further. Hazards are dealt with all the same.', withdrawReason: 'Why', withdrawSend: 'Withdraw', withdrawDone: 'Withdrawn.', rateTitle: 'Is it solved?',
    rateLead: 'You are the judge.', satisfiedTitle: 'Are you satisfied with the handling?', rateReason: 'Anything to say (optional)', rateReasonNot: 'What is not solved?', rateSend: 'Send',
    rateDone: 'Thank you.', notSolvedDone: 'Understood. We go on with it.', access: 'Who looked at my contact', accessNone: 'Nobody yet.', accessLine: '{unit} ({post}) looked: {purpose}', accessSystem: 'The system used it: {purpose}',
    documents: 'Documents', again: 'Refresh', lost: 'This QR code or link is no longer valid', lostHint: 'It may have been made void, was not scanned whole, or was copied wrongly.', lostNext: 'What you can do', lostCode: 'Look it up by its code and the last four digits of your telephone (or your PIN)', lostWindow: 'Come to the window of the centre with an identity document and have the receipt printed again', remember: 'Remember it on this phone', remembered: 'Remembered on this phone',
    rateChange: 'Change', backToIt: 'Back to my matter', clockMore: 'How the time is counted', reasonMissing: 'Please say why.', textMissing: 'Please write what to add.', asked: 'What you reported', questions: 'Please tell us more', questionsHint: 'It helps us to be quicker. Answer what you know.', questionsSend: 'Send the answers', questionsDone: 'We have your answers.', answers: 'Your answers', answerGone: 'erased', questionMissing: 'Please answer this question.', yes: 'Yes', no: 'No',
  },
  own: {
    title: 'My personal data', lead: 'You may ask for a copy, or have erased what need not be kept.', kinds: { access: 'A copy', copy: 'A copy', erasure: 'Erasure', correction: 'Correction', explanation: 'Explanation' },
    access: 'Ask for a copy of my data', erase: 'Erase what need not be kept', eraseHint: 'A second phone and an e-mail address are erased at once, for good; what the matter and its file need stays.', eraseSure: 'Erase now', by: 'By {when} at the latest; the copy is given to you in person',
    erased: 'Erased: {fields}', kept: 'Kept: {fields}.', and: ', ', fields: { name: 'name', contact_phone: 'phone', second_phone: 'second phone', address: 'address', email: 'e-mail', organisation: 'organisation', instruction_no: 'instruction number', answers: 'answers that were optional' },
  },
}

export default en
