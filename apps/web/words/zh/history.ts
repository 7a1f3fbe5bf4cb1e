/** Pages as known on a past day. */
export const history = {
  open: '历史',
  choose: '看过去某一天结束时的情况',
  yesterday: '昨天',
  lastWeek: '上周日',
  lastMonth: '上月末',
  day: '查看的日期',
  past: '正在查看 {{day}} 结束时所知 · 只读',
  means: '只含那时已记录的内容；其后补录、更正的不在其中，请回到现在，在事项的时间线和“为什么亮灯”里看。',
  now: '→ 现在 {{count, number}}',
  toNow: '回到现在',
  noActs: '历史日期只供查看。要办理，请先回到现在。',
  none: '历史',
  noneTitle: '这个页面没有过去某一天的样子',
  because: {
    work: '这里是办理的地方，办理只在现在。办成的事在事项、计划和通知的历史里看。',
    accounts: '账号和角色只留现在的样子。谁在什么时候做过什么，请安全审计员在“审计”里查。',
    running: '这里显示系统现在的运行状况，不留过去的。',
    record: '这里就是全部记录，每一条带着自己的时间。',
    live: '这里只显示现在的情况。过去某一天的数，请看“总览”。',
  },
  nothingThen: { title: '那一天还没有事项', help: '选较晚的一天，或回到现在。' },
} as const;
