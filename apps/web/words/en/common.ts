import type { Words } from '../shape';

export const common: Words['common'] = {
  retry: 'Try again',
  cancel: 'Back',
  close: 'Close',
  none: '—',
  notTold: 'Not reported',
  errorTitle: 'Error: ',
  reference: 'Error number {{reference}}: give it to operations when you ask',
  loading: 'Reading',
  list: ', ',
  day: { form: 'e.g. 2026-06-08', open: 'Open the month', earlier: 'Previous month', later: 'Next month' },
  total: '{{count, number}} in all',
  clearFilters: 'Clear filters',
  notFound: { title: 'There is no such page', help: 'The address may be wrong, or the page has moved. Start from the menu.' },
  home: 'Go to the start page',
  forbidden: { title: 'You may not read this', help: '. If you need it, ask the security administrator for the role.' },
  staleTitle: 'As of {{time}}, connection lost',
  staleUnknown: 'Connection lost: this page may not be up to date',
  staleHelp: 'You can go on: what you send is checked against changes.',
  incomplete: 'Counts are incomplete: some records can be read by a newer program only and are not in them.',
};
