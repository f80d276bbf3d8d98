import type zh from './workZh'

const en: typeof zh = {
  list: { comma: ', ', semicolon: '; ' },
  keys: {
    title: 'Keyboard', move: 'Next / previous', open: 'Open whole', primary: 'Do the next step', search: 'Search', help: 'Show the key map', close: 'Close', submit: 'Submit the form',
    lists: 'Lists', acts: 'Acts', anywhere: 'Anywhere', forms: 'Forms', goWorklist: 'Worklist', goRegister: 'Register', oneKey: 'One key: accept and dispatch where the duty is certain',
    returning: 'While registering: earlier matters of this caller', suggested: 'Take the first suggested category', answer: 'Answer with the first article of the knowledge base',
    select: 'Choose / let go', selectAll: 'Choose all shown', bulk: 'Act on the chosen',
    onlyOffered: 'A key does an act only where your post may do it now; while you type, keys are letters.',
  },
  savedViews: {
    title: 'My views', keep: 'Save as a view', name: 'Name of the view', save: 'Save', own: 'Only you see your views; each post has its own.', rename: 'Rename', narrow: 'Take the present filters',
    narrowed: '“{name}” has the present filters now', drop: 'Delete', dropSure: 'Delete the view “{name}”? The matters stay as they are.', more: 'More for the view “{name}”', failed: 'That did not work; try again later.',
  },
  bulk: {
    title: 'Many at once', chosen: '{n} chosen', full: 'at most 100 at a time', all: 'All shown', clear: 'Clear the choice', choose: 'Select', pick: 'Choose {code}', noActs: 'Your post has no step for many at once',
    drawer: '{action} · {n} matters', lead: 'This is what the rules say of each matter; nothing has been written yet. ', dispatchStays: 'A dispatch cannot be taken back; a unit that it does not concern may return it.', looking: 'Being looked at',
    acting: 'Working: {n} of {all} done', result: '{done} done, {left} not done', stay: 'The {n} not done stay chosen', again: 'Look again at what is left', closeIt: 'Close', go: '{action}: {n}',
    accept: 'accept as “{category}”', dispatch: 'dispatch to {unit}', becomes: 'becomes “{state}”', conflict: 'Somebody else was faster: you saw version {mine}, it is version {theirs} now; nothing was overwritten',
    fates: { asked: 'Asking', will: 'Will be done', not: 'Refused', doing: 'Working', done: 'Done', failed: 'Not done' },
  },
  exportList: { name: 'Export', hint: 'The list as shown, as Excel, at most 1,000 rows; it leaves a trace' },
  oneKey: {
    title: 'One key', both: 'Accept as “{category}”, dispatch to ', dispatch: 'Dispatch to ', doubt: 'Look first: ', other: 'Another unit',
  },
}

export default en
