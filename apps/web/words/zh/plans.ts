/** The list of plans, and bringing a paper in. */
export const plans = {
  import: '导入文件',
  columns: { title: '计划', status: '状态', items: '事项', open: '待定', next: '下一步' },
  status: { draft: '草稿', issuing: '下发中', issued: '已下发', discarded: '已弃用', withdrawn: '已撤回', archived: '已归档' },
  next: { draft: '核对并下发', issuing: '查看进度', issued: '查看台账' },
  yearEnd: '年终收官',
  amendments: '调整情况',
  empty: { title: '还没有计划', help: '从一份文件开始：导入要点、方案或任务分解表，系统读出事项，逐项核对后下发。' },
  upload: {
    title: '导入计划文件',
    help: '支持 docx、pdf、xlsx、csv、txt 和 Markdown。先读出草稿，核对后才下发。',
    secrecy: '不得上传涉密文件。带密级标志的文件，系统拒绝读取。',
    policy: '适用的督办规则',
    choose: '选择文件',
    drop: '点击选择文件，或把文件拖到这里',
    reading: '正在读取 {{name}}',
    progress: { pages: '已读 {{done}}/{{of}} 页', lines: '已读 {{done}}/{{of}} 行', rows: '已读 {{done}}/{{of}} 行', items: '已理出 {{done}}/{{of}} 项' },
    again: '仍要再次导入',
    stopped: '读取中断，请重新选择文件',
  },
} as const;
