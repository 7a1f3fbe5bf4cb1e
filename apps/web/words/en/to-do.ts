import type { Words } from '../shape';

export const toDo: Words['toDo'] = {
  title: 'To do',
  overdue: 'Overdue',
  today: 'Today',
  thisWeek: 'Within seven days',
  later: 'Later',
  noDay: 'No day yet',
  due: 'Due {{day}}',
  daysLate: '{{count}} days late',
  daysLate_one: '{{count}} day late',
  workingDaysLate: '{{count}} working days late',
  workingDaysLate_one: '{{count}} working day late',
  workingDaysLeft: '{{count}} working days left',
  workingDaysLeft_one: '{{count}} working day left',
  dueToday: 'Due today',
  resting: 'Clock at rest',
  count: '{{count}} to do',
  allDone: { title: 'All done', help: 'What comes next appears here, and in your messages.' },
  onlyMine: 'Mine only',
  filteredOut: { title: 'Nothing fits', help: 'Widen the conditions, or clear the filters.' },
};
