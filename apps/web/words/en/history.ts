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
  toNow: 'Back to now',
  noActs: 'A past day is to be read only. To act, go back to now first.',
  notHere: 'This page knows the present only: back to now',
  nothingThen: { title: 'There were no items on that day', help: 'Choose a later day, or go back to now.' },
};
