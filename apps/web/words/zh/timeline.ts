/** What a timeline is narrowed down by. */
export const timeline = {
  kind: '只看',
  kinds: { all: '全部', deadline: '期限与亮灯', notice: '通知与督办单', report: '签收与申报', ruling: '审核与裁定', course: '任务变动' },
  all: '全部 {{count}} 条',
  ofMany: '{{units}}等 {{count}} 个单位',
} as const;
