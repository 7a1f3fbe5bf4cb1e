import type { Words } from '../shape';

export const checklists: Words['checklists'] = {
  title: 'Checklist templates',
  add: 'Add a template',
  change: 'Save the next version',
  name: 'Name of the template',
  questions: 'Questions',
  question: 'Question',
  basis: 'Rule or paper that it rests on',
  changed: 'Changed',
  state: 'State',
  offered: 'Offered',
  retired: 'Retired',
  retire: 'Retire: not offered any more when an inspection is opened',
  empty: { title: 'No checklist template yet', help: 'An inspection takes the questions of a template with it, to be answered for each unit; later changes do not touch it.' },
};
