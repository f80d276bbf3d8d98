/** The words of a category's own questions, in English. */
export default {
  questions: {
    title: 'Questions of the category', yes: 'Yes', no: 'No', staffOnly: 'staff only', erased: 'erased', open: 'Not answered yet: {names}', openLead: 'This is what else has to be known of such a matter.', correctLead: 'What was answered may be corrected: the last answer counts, the earlier ones stay on record.',
  },
  asking: {
    lead: 'What is asked of a category beyond words and place is kept here, without any code. It is put at registration and on the citizen’s own page; answers are shown by the questions of their time.', pick: 'Open a category', loading: 'Reading the questions', nothing: 'No category asks anything yet', counted: '{n} questions · edition {edition}', back: 'Back to the questions',
    since: 'Edition {edition}, in use since {when}', none: 'Nothing was published yet', add: 'Add a question', edit: 'Change the question', change: 'Change', up: 'Up', down: 'Down', drop: 'Delete', publish: 'Publish', published: 'Published, and asked from now on', lost: 'Somebody else has just published other questions; they were read anew.',
    zh: 'Question (Chinese)', en: 'Question (English)', kind: 'How it is answered', options: 'Options', optionsHint: 'One a line, Chinese and English with a bar between', unitZh: 'Unit (Chinese)', unitEn: 'Unit (English)', whom: 'Whom to ask', everybody: 'Citizens and staff', staff: 'Staff only', required: 'Must be answered', free: 'Optional',
    helpZh: 'Help (Chinese)', helpEn: 'Help (English)', keep: 'Keep in the list', empty: 'No questions', past: 'Earlier editions', kinds: { short: 'short text', long: 'long text', number: 'number', one: 'one option', several: 'several options', date: 'day', yes_no: 'yes or no' },
  },
}
