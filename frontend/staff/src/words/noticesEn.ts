/** The words of drafts that are published, and of public notices. */
export default {
  drafts: {
    version: 'Version {n}', history: 'Published versions', publishFirst: 'Save before publishing.', save: 'Save draft', standing: 'Status', any: 'Any status',
  },
  notices: {
    title: 'Public notices', lead: 'What everybody is told: water and power cuts, road works, opening hours. Drafts are published by the administrator or the coordinator; a correction is a new version and the old one stays; a notice leaves by itself after its last day.', loading: 'Reading the notices', none: 'There are no notices', add: 'Draft a notice', editTitle: 'Notice {code}',
    standings: { draft: 'Draft', published: 'Shown', coming: 'Not yet shown', expired: 'Ended', withdrawn: 'Withdrawn' }, changed: 'Changed, not published', span: '{from} to {until}',
    name: 'Title', text: 'Text', textHint: "No one's mobile or identity number; office lines may stand here.", from: 'Shown from', until: 'Shown until', untilHint: 'It leaves by itself after this day.', area: 'For', areaHint: 'One town; the whole county when empty.', unit: 'Issued by', link: 'Link', linkHint: 'Optional. Begins with https://, such as the page of a planned power cut.', nameEn: 'Title in English', textEn: 'Text in English', enHint: 'Optional; title and text go together.',
    saved: 'Saved; people read it once it is published', publish: 'Publish', published: 'Version {n} is published', correct: 'Publish correction', correction: 'What is corrected', correctionHint: 'People read this sentence, such as: water is back at 18:00.', corrected: 'Corrected: {words}', withdraw: 'Withdraw', withdrawSure: 'Withdraw it now', withdrawn: 'Withdrawn; nobody reads it any more',
    noHistory: 'Never published yet.', readOnly: '{unit} issues this notice; your post may only read it.', lost: 'Somebody else has just changed this notice; it was read again.', wholeCounty: 'the whole county',
  },
}
