/** The words of taking back. */
export default {
  undo: {
    name: 'Undo', key: 'Take the last step back', reason: 'Done by mistake, taken back', by: 'Taken back by "{act}": ', not: 'It cannot be taken back: ', follower: 'Parted from this matter: {code}',
    waits: 'Sent in {n} s; nothing is written yet. Closing or leaving sends nothing.', now: 'Send now', taken: 'Taken back; nothing was written.', willIn: 'in {n} s', back: '"{name}" is there again', dropped: '"{name}" was deleted',
  },
}
