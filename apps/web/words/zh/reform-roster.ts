/** The roster of reform units (重点改革单位名单) as a file. */
export const reformRoster = {
  out: '导出名单',
  in: '导入名单',
  take: '确认导入',
  taken: '已导入：列入 {{listed}} 家，退出 {{left}} 家',
  found: '将列入 {{listed}} 家，退出 {{left}} 家，{{same}} 家不变。确认前不会改动。',
  wrong: '名单有误：请按下表改正文件后重新导入，改正前不会导入任何一行。',
  unknown: '未识别的列：{{columns}}',
  rows: '名单各行',
  line: '行',
  comes: '处理',
  acts: { list: '列入', leave: '退出', same: '不变' },
  problems: '问题',
} as const;
