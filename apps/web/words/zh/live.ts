export const live = {
  news: '{{count}} 项有新变化，显示',
} as const;
