import type zh from './watchZh'

const en: typeof zh = {
  signals: {
    title: 'Signals', lead: 'Machines only signal; a person makes the matter.', count: 'Signals waiting: {n}', none: 'No signal is waiting', noneHint: 'What cameras, drones and sensors report appears here by itself.',
    loading: 'Reading the signals', urgent: 'Life safety', unknownType: 'The source says “{type}”', unknownPlace: 'No place was reported', alarms: 'Alarms: {n}', photos: 'Pictures at the source: {n}', first: 'first {when}', last: 'last {when}',
    confirm: 'Make a matter', dismiss: 'Nothing to it', lookOnly: 'Your post looks on; the registration desk decides.', confirmTitle: 'Make a matter · {type}', dismissTitle: 'Nothing to it · {type}',
    confirmLead: 'It is registered and accepted at once; the clock starts now.', seen: 'What is there', seenHint: 'Left empty, the category stands, confirmed from a signal.', made: 'Confirmed and accepted:', dismissed: 'Noted as nothing',
    dismissLead: 'The reason counts for the precision of this source.', reasons: { false_alarm: 'False alarm', handled: 'Handled already', repeated: 'A repetition' }, other: 'Other', otherReason: 'Say why', gone: 'Somebody else decided on this signal first',
  },
  rights: {
    title: 'Data requests', lead: 'Asked for with the tracking secret; answer within the limit. One matter at a time, never in bulk.', count: 'Requests waiting: {n}', none: 'No request is waiting', noneHint: 'What people ask for on their tracking page appears here.', loading: 'Reading the requests', more: 'Load more',
    kinds: { access: 'Access and copy', copy: 'Copy', erasure: 'Erasure', correction: 'Correction', explanation: 'Explanation' }, asked: 'asked {when}', answerBy: 'answer by {when}',
    left: 'Working days left: {n}', today: 'Due today', late: 'Working days overdue: {n}', matter: 'Open matter', answer: 'Give the copy', answerTitle: 'Give a copy of the own data',
    holds: 'The copy holds what the person left, what was asked, what happened and who looked; others are masked.', once: 'Giving it is the answer and can be done once; hand it to the person.', checked: 'Identity: whoever asks holds the tracking secret of the receipt.', answerNow: 'Give and answer',
    done: 'Answered; this is the copy', download: 'Download', print: 'Print', back: 'Back to the requests', person: 'Own data', personNone: 'Nothing is held', request: 'What was asked', others: 'Others (masked)', timeline: 'What happened', documents: 'Documents', looks: 'Who looked', looksNone: 'Nobody looked',
    fields: { name: 'Name', contact_phone: 'Phone', second_phone: 'Second phone', address: 'Address', email: 'E-mail', organisation: 'Organisation', instruction_no: 'Instruction number' },
  },
}

export default en
