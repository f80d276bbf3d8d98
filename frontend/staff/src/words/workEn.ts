import type zh from './workZh'

const en: typeof zh = {
  list: { comma: ', ' },
  keys: {
    title: 'Keyboard', move: 'Next / previous', open: 'Open whole', primary: 'Do the next step', search: 'Search', help: 'Show the key map', close: 'Close', submit: 'Submit the form',
    lists: 'Lists', acts: 'Acts', anywhere: 'Anywhere', forms: 'Forms', goWorklist: 'Worklist', goRegister: 'Register', oneKey: 'One key: accept and dispatch where the duty is certain',
    suggested: 'Take the first suggested category',
    onlyOffered: 'A key does an act only where your post may do it now; while you type, keys are letters.',
  },
  oneKey: {
    title: 'One key', accept: 'Accept as “{category}”, ', dispatch: 'dispatch to ', doubt: 'Look first: ', other: 'Another unit',
  },
}

export default en
