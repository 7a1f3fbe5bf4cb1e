export const ledger = {
  search: '搜索编号、名称、原文、拼音',
  light: '灯',
  status: '状态',
  unit: '单位',
  further: { category: '类别：{{category}}', dueFrom: '期限 {{day}} 起', dueBefore: '期限 {{day}} 止', late: '迟', notLate: '未迟', changedSince: '{{day}} 以来有变化', drop: '去掉条件 {{words}}' },
  filteredOut: { title: '没有符合条件的事项', help: '放宽条件，或清除筛选。' },
  nothing: { title: '还没有事项', help: '计划印发后，事项会出现在这里。' },
} as const;
