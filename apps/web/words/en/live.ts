import type { Words } from '../shape';

export const live: Words['live'] = {
  news: '{{count}} changed, show',
};
