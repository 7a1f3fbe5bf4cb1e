import type { Words } from '../shape';

/** Pages as known on a past day. */
export const history: Words['history'] = {
  open: 'History',
  choose: 'What was known at the end of a past day',
  yesterday: 'Yesterday',
  lastWeek: 'Last Sunday',
  lastMonth: 'End of last month',
  day: 'Day shown',
  past: 'As known at the end of {{day}} · to read only',
  means: 'Only what was on record then. What was told or corrected since is not in it: go back to now and see the item’s timeline and why its light is on.',
  now: '→ {{count, number}} now',
  toNow: 'Back to now',
  noActs: 'A past day is to be read only. To act, go back to now first.',
  none: 'History',
  noneTitle: 'This page has no past day',
  because: {
    work: 'This is where one works, and work is of the present. What was done stands in the history of items, plans and notices.',
    accounts: 'Accounts and roles are kept as they are now. Who did what when is looked up by the auditor under “Audit”.',
    running: 'This is how the system runs now; the past of it is not kept.',
    record: 'This is the whole record, each entry with its own time.',
    live: 'This shows the present only. For figures of a past day see the overview.',
  },
  nothingThen: { title: 'There were no items on that day', help: 'Choose a later day, or go back to now.' },
};
