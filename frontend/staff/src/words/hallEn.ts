/** The words of the window: the knowledge base, and the queue of the hall. */
export default {
  knowledge: {
    title: 'Knowledge base', lead: 'Questions and answers with which a window settles a consultation at once. Drafts are published by the administrator or the coordinator; every version that was published stays.', loading: 'Reading the knowledge base', none: 'No article fits', search: 'Question, keyword, pinyin initials', add: 'Draft an article',
    standings: { draft: 'Draft', published: 'Published', coming: 'Not valid yet', expired: 'Expired', withdrawn: 'Withdrawn' }, changed: 'Changed since', expired: '{n} expired: neither the window nor the citizens’ page offers them. Check and publish them again, or withdraw them.', showExpired: 'Show the expired',
    keptBy: 'Kept by {unit}', validFor: 'Valid in the area of {unit}', validUntil: 'Valid until {day}', validFrom: 'Valid from {day}', newTitle: 'Draft an article', editTitle: 'Article {code}',
    code: 'Code', codeHint: 'Letters, digits and dashes, such as S0101-2; it never changes.', question: 'Question', questionHint: 'In the words that people use.', answer: 'Answer', keywords: 'Keywords', keywordsHint: 'Separated by bars or commas, such as: ID card {\'|\'} replace.', category: 'Category', basis: 'Basis', unit: 'Kept by', unitHint: 'The unit that writes and checks it.',
    validForField: 'Valid for', validForHint: 'Only where it holds in one unit’s area; the whole county when empty.', from: 'Valid from', until: 'Valid until', untilHint: 'It is no longer offered afterwards.', saved: 'Saved; it is offered once it is published', publish: 'Publish', published: 'Version {n} published', withdraw: 'Withdraw', withdrawSure: 'Yes, withdraw', withdrawn: 'Withdrawn; nobody is answered with it',
    noHistory: 'Never published.', readOnly: 'This one is kept by {unit}; your post may only read it.', lost: 'Somebody else has just changed it; it was read anew.', wholeCounty: 'the county',
  },
  queue: {
    title: 'Queue', kiosk: 'Open the kiosk', display: 'Open the display', none: 'This hall gives no tickets: the administrator adds hall services in the admin.', desk: 'This window', services: 'Served here', servicesHint: 'All when none is ticked. This computer remembers its window.', waiting: '{n} waiting',
    free: 'Nobody is called', calls: 'called {n}×', next: 'Call next ({n} waiting)', nobody: 'Nobody is waiting', recall: 'Call again', recallOf: 'Call {name} again', pass: 'Pass over', finish: 'Finished', register: 'Finish and register', passed: 'Passed over', passedHint: 'Whoever comes back is called to this window by a click.', ticket: 'Ticket {name}',
    kinds: { ordinary: 'Ordinary', elderly: 'Elderly', disabled: 'Disabled', with_child: 'With a small child' },
  },
  answering: {
    title: 'Answer at once', open: 'Knowledge base', look: 'Search the knowledge base', none: 'No article of the knowledge base fits', with: 'Answer with this', shown: 'Registers and answers in one act; article and version are recorded.', answered: 'Answered at once', area: 'Valid in {area}', until: 'Valid until {day}',
  },
}
