import type { Words } from '../shape';

export const live: Words['live'] = {
  news: '{{count}} changed, show',
  changed: 'Changed: {{lists}}. Show',
  lists: {
    plans: 'plans',
    roster: 'units',
    policies: 'rules',
    calendar: 'calendar',
    briefings: 'briefings',
    schemes: 'evaluation schemes',
    checklists: 'checklists',
    brake: 'notices held',
    suggestions: 'suggestions',
  },
};
