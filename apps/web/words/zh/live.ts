export const live = {
  news: '{{count}} 项有新变化，显示',
  changed: '{{lists}}有新变化，显示',
  lists: {
    plans: '计划',
    roster: '单位',
    policies: '规则',
    calendar: '日历',
    briefings: '简报',
    schemes: '考核方案',
    checklists: '督查清单',
    brake: '待放行消息',
    suggestions: '意见建议',
  },
} as const;
