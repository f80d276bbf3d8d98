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
    party: 'My mediation', partyHint: 'Open my own page', mediators: 'Mediators',
    county: '{name} governance centre', lead: 'Something wrong? A photo and a sentence are enough.', report: 'Report a problem', reportHint: 'Three steps, no account', track: 'Follow a report',
    trackHint: 'With the code or QR of your receipt', recent: 'On this phone', recentHint: 'Kept on this phone only', forget: 'Remove this entry', emergency: 'In an emergency, call',
    how: 'What happens next', how1: 'Staff take it on and tell you which unit handles it.', how2: 'You always see how far it is and when you get an answer.', how3: 'At the end you say whether it is solved.',
    privacy: 'Your name and phone are sealed. You can see who looked at them, and why.',
  },
  step: { of: 'Step {n} of 3', photo: 'Photo', place: 'Place', what: 'What', next: 'Next', skip: 'Skip', back: 'Back' },
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
    pinHint: 'Without a phone, track with the code and this PIN.', pinWrong: 'Please enter 4 to 8 digits.', similar: 'Somebody nearby may have reported this', similarHint: 'You can still submit; you will get the answer, too.',
    submit: 'Submit', missing: 'Please say what happened.', uploading: 'Photos are still uploading.', notice: 'This is used to handle the matter, and for nothing else.',
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
    documents: 'Documents', again: 'Refresh', lost: 'This link is wrong or no longer valid.', lostHint: 'Check the receipt, or look with the code.', remember: 'Remember it on this phone', remembered: 'Remembered on this phone',
    clockMore: 'How the time is counted', reasonMissing: 'Please say why.', textMissing: 'Please write what to add.', asked: 'What you reported',
  },
  own: {
    title: 'My personal data', lead: 'You may ask for a copy, or have erased what need not be kept.', kinds: { access: 'A copy', copy: 'A copy', erasure: 'Erasure', correction: 'Correction', explanation: 'Explanation' },
    access: 'Ask for a copy of my data', erase: 'Erase what need not be kept', eraseHint: 'A second phone and an e-mail address are erased at once, for good; what the matter and its file need stays.', eraseSure: 'Erase now', by: 'By {when} at the latest; the copy is given to you in person',
    erased: 'Erased: {fields}', kept: 'Kept: {fields}.', and: ', ', fields: { name: 'name', contact_phone: 'phone', second_phone: 'second phone', address: 'address', email: 'e-mail', organisation: 'organisation', instruction_no: 'instruction number' },
  },
}

export default en
