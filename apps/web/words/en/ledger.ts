import type { Words } from '../shape';

export const ledger: Words['ledger'] = {
  search: 'Search number, title, text',
  light: 'Light',
  status: 'Status',
  unit: 'Unit',
  more: '+ Condition',
  filter: 'Filter',
  show: 'Show {{count, number}}',
  plan: 'Plan',
  category: 'Category',
  late: 'Late or not',
  dueFrom: 'Due from',
  dueBefore: 'Due by',
  further: { plan: 'Plan: {{title}}', category: 'Category: {{category}}', dueFrom: 'Due {{day}} or after', dueBefore: 'Due {{day}} or before', late: 'Late', notLate: 'Not late', changedSince: 'Changed since {{day}}', past: 'With archived and carried over', drop: 'Drop the condition {{words}}' },
  filteredOut: { title: 'No item fits', help: 'Widen the conditions, or clear the filters.' },
  nothing: { title: 'No items yet', help: 'Items appear here once a plan is issued. Archived and carried over ones are not among them.' },
  seePast: 'See archived and carried over ones',
};
