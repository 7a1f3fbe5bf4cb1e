import type { Words } from '../shape';

export const brief: Words['brief'] = {
  title: 'Brief',
  asOf: 'As of {{at}}',
  decide: 'For me to decide',
  decideNone: 'Nothing waits for your decision.',
  papers: 'Papers to sign',
  waiting: 'To do',
  openAll: 'Open all ({{count}})',
  red: 'Red lights',
  redNone: 'No item is red.',
  redHelp: 'Items overdue beyond grace, the first {{count}} of them.',
  none: { title: 'There are no items yet', help: 'Once a plan is issued, what is red and what waits for your decision shows here.' },
};
