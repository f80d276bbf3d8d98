import type zh from './mediationZh'

const en: typeof zh = {
  around: { title: 'Mediation', day: 'My day', calendar: 'Rooms', mediators: 'Mediators' },
  day: {
    today: 'Today', before: 'The day before', after: 'The day after', loading: 'Reading the day', closed: 'The office is closed on this day.', sessions: 'Sessions', noSessions: 'No session on this day.', invited: '{n} invited',
    consents: 'Consents to ask for', noConsents: 'Nobody waits to be asked.', answered: '{n} of {all} answered', performances: 'To be performed', noPerformances: 'No agreement waits to be performed.',
    dueBy: 'due by {day}', wasDue: 'was due by {day}', dueNow: 'due on the spot', wishes: 'Choices to answer', noWishes: 'No party waits for an answer.', wish: 'A party chose {name}', yes: 'Agree', no: 'Decline',
    whyNot: 'Say why; the party reads it',
  },
  calendar: {
    before: 'Earlier', after: 'Later', view: 'View', views: { day: 'Day', week: 'Week', list: 'List' }, loading: 'Reading the bookings', noRooms: 'There is no room to book here yet; the administrator adds it in the directory.',
    week: 'Bookings of the week', room: 'Room', closed: 'closed', seats: '{n} seats', taken: 'taken', free: 'Nothing booked', book: 'Book', change: 'Change a booking', bookHere: 'Book {room}, {day}', bookAt: 'Book {room}, {time}',
    code: 'Code of the dispute', codeHint: '“Book” on the page of a dispute fills it in.', purpose: 'For', counselling: 'Only the time is kept, never what is said.', day: 'Day', time: 'Time', from: 'From', to: 'To', link: 'Video link',
    address: 'Address of the visit', with: 'Mediators: {names}', toDispute: 'Open the dispute', callOff: 'Call off', callOffSure: 'Call off and tell everybody', bookNow: 'Book', moveNow: 'Save', booked: 'Booked; everybody is told',
    moved: 'Changed; everybody is told', calledOff: 'Called off; everybody is told',
  },
  board: {
    lead: 'In the order of their codes. Choose by languages, hours and what is at the table; there is no success rate and no ranking, and there will be none.', language: 'Languages', sector: 'Field', freeToday: 'Free today',
    any: 'Any', loading: 'Reading the register', none: 'No mediator fits.', hours: 'Hours', load: 'At the table', atTable: '{n} disputes', contact: 'Work phone', semicolon: '; ',
    days: { 1: 'Mon', 2: 'Tue', 3: 'Wed', 4: 'Thu', 5: 'Fri', 6: 'Sat', 7: 'Sun' },
  },
}

export default en
