/** The words of the document templates in the settings, in English. */
export default {
  templates: {
    lead: 'The names and texts of the slips, letters and other papers are changed here, beside the paper as it would be printed. What is saved holds for papers printed from then on; those already printed stay as they are.', loading: 'Reading the document templates', nothing: 'There is no document template yet', version: 'Version {n}', own: 'the county’s own text', shipped: 'shipped text', notUsed: 'not in use', back: 'Back to the document templates',
    keeps: 'saving makes a new version; papers already printed stay as they are', nameZh: 'Name of the paper (Chinese)', nameHint: 'Stands at the top of the paper.', nameEn: 'Name (English)', body: 'Text (Chinese)',
    bodyHint: 'A line is a paragraph. “# ” begins a head, “> ” a line without indent, “{bar} label {bar} content” is a row of a table, “{at} ” places to sign; places in braces are filled, a line of empty places is left out.', required: 'Must stay: {names}', places: 'Places that are filled (press one to put it at the caret)', save: 'Save as a new version', undo: 'Back to what is in use', standard: 'Take the shipped text', saved: 'Saved; version {n} is used from now on', lost: 'Somebody else has just changed this template; it was read anew.',
    past: 'All versions', since: 'Version {n}, used since {when}', takeUp: 'Take it up again', preview: 'As it is printed', drawing: 'Setting the page', stale: 'Still as it was before the change.', madeUp: 'The matter is made up.', firstPages: 'The first {n} of {all} pages.', silent: 'This paper never fills: {names}', page: 'Page {n} of {all}',
  },
}
