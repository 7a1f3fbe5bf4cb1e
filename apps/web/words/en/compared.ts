import type { Words } from '../shape';

export const compared: Words['compared'] = {
  title: 'Beside an earlier plan',
  help: 'What became of an earlier plan’s items in this one: carried on, changed, dropped without a word, new.',
  with: 'Compare with',
  proposed: ' (proposed)',
  none: 'There is no earlier plan to compare with.',
  choose: 'Choose the plan to compare with',
  summary: '{{carriedOn}} carried on, {{changed}} changed, {{dropped}} dropped without a word, {{added}} new.',
  dropped: 'Dropped without a word',
  droppedHelp: 'In the earlier plan and not in this one, with no reason given. Check each: done, merged into another, or forgotten?',
  changed: 'Changed',
  carriedOn: 'Carried on',
  added: 'New',
  before: 'Before',
  after: 'Now',
  sure: 'How sure',
  confidence: { certain: 'same title, or carried over', likely: 'likely', possible: 'possible' },
  changes: 'What changed',
  change: '{{field}}: {{before}} → {{after}}',
  nothing: 'none',
  category: 'Category',
};
