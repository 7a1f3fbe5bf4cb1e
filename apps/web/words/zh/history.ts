/** Pages as known on a past day. */
export const history = {
  open: '历史',
  choose: '看过去某一天结束时的情况',
  yesterday: '昨天',
  lastWeek: '上周日',
  lastMonth: '上月末',
  day: '查看的日期',
  past: '正在查看 {{day}} 结束时所知 · 只读',
  toNow: '回到现在',
  noActs: '历史日期只供查看。要办理，请先回到现在。',
  notHere: '这个页面只有现在的情况，已回到现在',
  nothingThen: { title: '那一天还没有事项', help: '选较晚的一天，或回到现在。' },
} as const;
