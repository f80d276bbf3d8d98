import type zh from './zh'

const en: typeof zh = {
  word: {
    state: {
      registered: 'To accept', verifying: 'To verify', accepted: 'To dispatch', dispatched: 'To sign for',
      in_progress: 'In progress', pending_review: 'To review', resolved: 'To confirm', closed: 'Closed',
      archived: 'Archived', rejected: 'Not accepted', merged: 'Merged', transferred: 'Transferred out',
      withdrawn: 'Withdrawn', shelved: 'Shelved',
    },
    order_state: {
      issued: 'To sign for', signed: 'In progress', submitted: 'Submitted', approved: 'Approved', rework: 'Rework',
      return_requested: 'Return asked', returned: 'Returned', cancelled: 'Cancelled',
    },
    order_role: { lead: 'Lead', assist: 'Assist' },
    kind: {
      dispute: 'Dispute', city_event: 'City event', city_component: 'City component', hazard: 'Hazard',
      consultation: 'Consultation', help: 'Help', complaint: 'Complaint', request: 'Request', report: 'Report',
      suggestion: 'Suggestion',
    },
    urgency: { normal: 'Normal', urgent: 'Urgent' },
    channel: {
      walk_in: 'At the window', phone: 'By phone', hotline_12345: '12345 hotline', police_110: 'Handed over by 110',
      police_instruction: 'Police instruction', mini_program: 'Mini program', snapshot: 'Snapshot', web: 'Web page',
      letter: 'Letter', grid_patrol: 'Grid patrol', leader_instruction: 'Leader’s instruction', petition: 'Petition',
      court_referral: 'Court referral', procuratorate_referral: 'Procuratorate referral',
      national_wage_platform: 'Wage platform', complaint_12315: '12315 complaint', media: 'Media',
      ai_camera: 'AI camera', drone: 'Drone', sensor: 'Sensor', vehicle: 'Patrol vehicle',
      superior_platform: 'Superior platform', wechat_group: 'WeChat grid group',
    },
    post: {
      citizen: 'Citizen', registrar: 'Registrar', dispatcher: 'Dispatcher', coordinator: 'Coordinator',
      analyst: 'Analyst', mediator: 'Mediator', handler: 'Handler', town_dispatcher: 'Town dispatcher',
      grid_worker: 'Grid worker', supervisor: 'Supervisor', duty_leader: 'Duty leader', unit_leader: 'Unit leader',
      leader: 'Leader', auditor: 'Auditor', privacy_officer: 'Privacy officer', administrator: 'Administrator',
      system: 'System',
    },
    light: { green: 'In time', yellow: 'Due soon', red: 'Overdue', paused: 'Paused', none: 'No clock' },
    timer: {
      accept: 'Accept by', dispatch: 'Dispatch by', sign: 'Sign by', handle: 'Handle by', visit: 'Confirm by',
      whistle: 'Report in by', supervise: 'Reply by', verify: 'Verify by', return: 'Return by', review: 'Review by',
    },
    cause: {
      shelved: 'shelved', material: 'waiting for material', appraisal: 'statutory appraisal',
      verification: 'waiting for verification',
    },
    solved: { true: 'Solved', partly: 'Partly solved', false: 'Not solved' },
    satisfaction: {
      satisfied: 'Satisfied', basically_satisfied: 'Mostly satisfied', dissatisfied: 'Dissatisfied', not_rated: 'Not rated',
    },
    limit_unit: { hour: 'hours', working_hour: 'working hours', working_day: 'working days', calendar_day: 'days' },
    letter: { urge: 'Reminder', supervise: 'Supervision order', circulate: 'Notice' },
    visit: { due: 'To call', done: 'Called', skipped: 'No call needed', unreached: 'Not reached' },
    flag: {
      urgent: 'Urgent', repeat: 'Repeat', merged: 'Merged {n}', reopened: 'Reopened {n}', whistle: 'Whistle',
      restricted: 'Restricted', shelved: 'Shelved', outside: 'Outside', returned: 'Returned',
      return_requested: 'Return asked', supervised: 'Supervised', instruction: 'Instructed', extended: 'Extended',
      history: 'Imported', extension: 'Extension asked', shelve: 'Shelving asked',
    },
    reject_reason: {
      outside_area: 'Outside the area', other_branch: 'Belongs to party, legislature, court, procuratorate or military',
      emergency_number: 'Belongs to 110, 119, 120 or 122',
      other_procedure: 'In, or should use, litigation, arbitration, reconsideration or petition',
      handled_no_new_fact: 'Already handled, no new fact', unlawful_content: 'Unlawful or insulting content',
      not_enough_information: 'Not enough information; accepted once completed',
    },
    action: {
      register: 'Register', verify: 'Ask grid to verify', verified: 'Report verification', accept: 'Accept',
      reject: 'Do not accept', transfer_out: 'Transfer out', answer_directly: 'Answer directly', withdraw: 'Withdraw',
      add_material: 'Add material', dispatch: 'Dispatch', sign: 'Sign for', request_return: 'Return',
      approve_return: 'Approve return', refuse_return: 'Refuse return', rule_lead: 'Rule the lead unit',
      sub_dispatch: 'Hand to a unit below', add_progress: 'Add progress', arrive: 'On the spot',
      request_extension: 'Ask for extension', approve_extension: 'Approve extension',
      refuse_extension: 'Refuse extension', request_shelve: 'Ask to shelve', approve_shelve: 'Approve shelving',
      refuse_shelve: 'Refuse shelving', review_shelved: 'Review shelving', unshelve: 'Take off the shelf',
      strike_off: 'Strike off', pause: 'Pause the clock', resume: 'Resume the clock', submit_result: 'Submit result',
      waive_assist: 'Waive an assist', inspect: 'Inspect', approve: 'Approve result', rework: 'Send back for rework',
      record_visit: 'Record return call', reopen: 'Reopen', close_explained: 'Close with explanation',
      auto_close: 'Close automatically', archive: 'Archive', whistle: 'Blow the whistle', report_in: 'Report in',
      evaluate_whistle: 'Rate the report-in', hold_consultation: 'Hold consultation', urge: 'Urge',
      supervise: 'Supervise', circulate: 'Circulate a notice', reply_supervision: 'Reply to supervision',
      approve_reply: 'Accept the reply', set_case_risk: 'Set case risk', assign_leader_case: 'Assign to a leader',
      merge: 'Merge', unmerge: 'Unmerge', confirm_signal: 'Confirm signal', dismiss_signal: 'Dismiss signal',
    },
    party_role: {
      requester: 'Requester', applicant: 'Applicant', respondent: 'Respondent', agent: 'Agent', affected: 'Affected',
    },
    supervision_state: { open: 'Reply awaited', replied: 'Replied', closed: 'Closed', missed: 'Reply missed' },
    risk: { red: 'Red', orange: 'Orange', yellow: 'Yellow', blue: 'Blue' },
    whistle_type: { emergency: 'Emergency', joint: 'Joint work' },
  },
  clock: {
    label: '{name}: {sentence}', start: 'Start', due: 'Due', running: 'Running', paused: 'Paused: {cause}', late: 'Overdue',
    pausedNoCause: 'Paused', detailsOf: 'How “{name}” was counted', rule: 'Rule', hours: '{from} to {to}', used: '{percent}% used',
  },
  why: { label: 'Why', more: 'Show the full reason', less: 'Show less', line: 'Duty directory line {line}, version {version}' },
  timeline: {
    empty: 'Nothing recorded yet', system: 'System', staffOnly: 'Staff only', refused: 'Refused', photos: '{n} pictures', latest: 'Latest',
  },
  photo: {
    open: 'Open picture {n}', close: 'Close the picture', of: 'Picture {n} of {total}', add: 'Add pictures', remove: 'Remove picture {n}',
    uploading: 'Uploading {percent}%', failed: 'Upload failed, tap to retry', limit: 'Up to {n}, 20 MB each',
    tooBig: 'This picture is larger than 20 MB and was not uploaded.', tooMany: 'Up to {n}; the others were not uploaded.',
    notPicture: 'Please choose a picture.',
  },
  number: { none: '—', open: 'Show these {n}' },
  qr: { label: 'QR code for tracking' },
  urgent: {
    title: 'Call now', dial_110_now: 'Somebody is in danger: call 110 now', dial_119_now: 'Fire or leaking gas: call 119 now',
    dial_120_now: 'Somebody is hurt or ill: call 120 now', other: 'This sounds urgent: call an emergency number first', call110: 'Call 110',
    call119: 'Call 119', call120: 'Call 120', after: 'You can still report it here afterwards.', heard: 'because you wrote: {words}',
  },
  fault: {
    offline: 'No connection. What you filled in is kept.', offlineNext: 'Check the network and try again.',
    server_error: 'Something went wrong; it has been recorded.', serverNext: 'Try again shortly; if it goes on, call the county centre.',
    unknown: 'That did not work.', signedOut: 'Your session has ended.', signedOutNext: 'Sign in again; what you filled in is kept.',
    busy: 'The system is not available.', busyNext: 'Try again in {n} seconds.', page_error: 'The page failed; reload and try again.',
    tooMany: 'Too many attempts; try again later.',
  },
  language: { name: 'English', other: '中文', switchTo: '切换到中文' },
}

export default en
