import type { Words } from '../shape';

/** What a timeline is narrowed down by. */
export const timeline: Words['timeline'] = {
  kind: 'Show only',
  kinds: { all: 'All', deadline: 'Deadlines and lights', notice: 'Notices and orders', report: 'Receipts and reports', ruling: 'Reviews and rulings', course: 'Changes of the work' },
  all: 'All {{count}} entries',
  ofMany: '{{units}} and others, {{count}} units',
};
