/** Templates of checklists of inspections. */
export const checklists = {
  title: '督查清单模板',
  add: '新增模板',
  change: '保存新版本',
  name: '模板名称',
  questions: '问题',
  question: '问题',
  basis: '依据的规定或文件',
  changed: '修改日期',
  state: '状态',
  offered: '可选用',
  retired: '已停用',
  retire: '停用：开展督查时不再列出',
  empty: { title: '还没有督查清单模板', help: '模板里的问题随督查带到现场，逐单位填写；以后修改不影响已开展的督查。' },
} as const;
