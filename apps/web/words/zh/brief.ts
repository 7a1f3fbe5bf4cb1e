/** 一页通: what a leader looks at first, on a phone. */
export const brief = {
  title: '一页通',
  asOf: '截至 {{at}}',
  decide: '等我决定',
  decideNone: '没有等您决定的事。',
  papers: '待签发文书',
  waiting: '待办',
  openAll: '打开这 {{count}} 件',
  red: '红灯',
  redNone: '没有红灯事项。',
  redHelp: '严重逾期的事项，全部列出的前 {{count}} 项。',
  none: { title: '还没有事项', help: '计划印发后，这里会显示红灯和等您决定的事。' },
} as const;
