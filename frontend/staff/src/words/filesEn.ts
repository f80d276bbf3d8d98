import type zh from './filesZh'

const en: typeof zh = {
  evidence: {
    title: 'Evidence', none: 'No evidence yet.', add: 'Take a photo, choose a file, or drop it here', hint: 'Photos, PDF or DOCX, 20 MB each at most. What a party brings the other side sees only once it is shared.',
    whose: 'Whose is it', nobodys: 'Nobody’s', broughtBy: 'taken in by {post}', byParty: 'brought by the party', pages: '{n} pages', shared: 'both sides see it', notShared: 'not seen by the other side',
    share: 'Share with both, at the party’s word', shareSure: 'It cannot be undone: share it', look: 'Look', save: 'Save', read: 'Read the text', readAgain: 'Read again', draft: 'See the draft', reading: 'Being read…', of: 'Photo of {title}',
  },
  scan: {
    title: 'A machine’s draft', label: 'Compare with the original and correct it before you use it', copy: 'Copy', copied: 'Copied', use: 'Use as a statement', whose: 'Whose statement', close: 'Close',
  },
  papers: {
    title: 'Papers', issue: 'issue {n}', pdf: 'Open PDF', docx: 'Save DOCX', print: 'Print', closed: 'not open to this post', receipts: 'Received by: {who}', receipt: '{who} ({way})', voided: 'Void because of: {reason}',
    states: { waiting: 'being printed', printed: 'printed', failed: 'could not be printed; ask the administrator', erased: 'erased by law', unprinted: 'no print', void: 'void' },
    bind: 'Bind the dossier', bindHint: 'If something is missing, it says what.', bound: 'Open the bound dossier', refresh: 'Refresh papers',
    people: { parties: 'the parties', requester: 'the requester' },
    receive: 'Note a receipt', reissue: 'Issue again', makeVoid: 'Make void', who: 'Who got it', way: 'How', reason: 'Why', reissueHint: 'The number stays and the issue goes up by one; the issues before are kept.', voidHint: 'It cannot be undone, and the number is not used again.',
    receiveNow: 'Note it', reissueNow: 'Issue again', voidNow: 'Yes, make it void',
    ways: { by_hand: 'by hand', post: 'by post', fetched: 'fetched', online: 'online' },
    again: { corrected: 'corrected', completed: 'completed', lost: 'the sheet was lost' },
    voids: { wrong_content: 'wrong content', made_twice: 'made twice', not_needed: 'not needed any more' },
  },
  refer: {
    lead: 'Only what is ticked goes over, once, under its number. Names and numbers are opened when it is sent, and the person sees it on the tracking page.', to: 'To {name} ({docking})', number: 'Number {number}', fields: 'What goes over', opened: 'opened when sent: {who}',
    nobody: 'nothing was left', sent: 'Handed over under {number}', preview: 'What they will get', nothing: 'Nothing is chosen yet.', basis: 'Legal basis', basisHint: 'e.g. Personal Information Protection Law, article 23, with the party’s consent', basisConsent: 'with the separate consent of the party',
    route: 'Which route', body: 'Docked body', noBody: 'No such body is registered in this county; the administrator adds it in the directory.', otherBody: 'Receiving unit', docked: 'This route is docked: what is handed over is chosen afterwards.',
  },
  figures: {
    title: 'Figures of disputes', lead: 'Every rate shows both its numbers; a dash where there is nothing. No person, mediator or unit is counted, and nothing is ranked.', first: 'First day', last: 'Last day', all: 'All time', loading: 'Counting',
    thisYear: 'This year', counts: 'Counts', apart: 'Counted apart, in no rate', whole: 'The whole county', area: 'Area {area}', made: '{above} ÷ {below}', plus: ' + ',
    basis: { flow: 'by what happened in the period', cohort: 'by what fell due in the period' }, nav: 'Figures', noRight: 'This post does not see the figures of disputes.',
  },
}

export default en
