/**
 * The two lists that the bulletin announces and does not have, written for the story and marked so in every row: 26 tasks in five
 * fields, and 14 key works with their steps, all to be done by 30 November.
 */
export const OFFICE = '区匠才办';
export const UNION = '区总工会';
export const [ORG, PUBLICITY, HR, ECONOMY, SOCIAL] = ['区党工委组织部', '区党工委宣传部', '区人力资源局', '区经济发展局', '区社会事业局'] as const;
export const DEPARTMENTS = [ORG, PUBLICITY, HR, ECONOMY, SOCIAL] as const;

const MARK = '本行为故事拟写';
const BY: Readonly<Record<string, string>> = { 组: ORG, 宣: PUBLICITY, 人: HR, 经: ECONOMY, 社: SOCIAL, 工: UNION };

/** Field, then title and lead of each task. The first one of the first field has the figures that the bulletin tells. */
const TASKS: [string, string][] = [
  ['道理讲在前', '开办车间微讲堂:宣 选聘一线讲述人:宣 建班组意见箱:工 培养班组长骨干:组 拍摄师傅短片:宣'],
  ['手艺当主课', '排紧缺工种名录:人 办好园区夜校:社 设师傅工作室:人 结成师徒对子:工 开展岗位比武:工 建技改小组:经'],
  ['晋升看得见', '定晋级台阶:人 试行技能工资:经 推选一线代表:组 兼任技术职务:组 记技能档案:人'],
  ['服务到身边', '设党群驿站:组 开通勤班车:经 办暑期托管:社 解读用工政策:人 帮扶困难家庭:工'],
  ['权益有人护', '开民主恳谈:工 签集体合同:工 调处用工纠纷:人 检查劳动保护:经 普及安全知识:社'],
];
export const FIELDS = TASKS.map(([field]) => field);

/** 责任清单 as an office would send it round. */
export function taskList(): Buffer {
  const rows: string[] = [];
  for (const [field, tasks] of TASKS) {
    for (const task of tasks.split(' ')) {
      const [title, by] = task.split(':') as [string, string];
      const figures = rows.length === 0 ? '不少于30场，到场职工不少于2万名。' : '';
      rows.push([field, rows.length + 1, title, `${title}，有账可查。${figures}${MARK}。`, BY[by]!, '2021年6月30日前'].join('\t'));
    }
  }
  return Buffer.from(`# 松塬开发区匠才培育责任清单\n\n从5个方面，把26项试点内容分工如下。\n\n类别\t序号\t项目\t内容\t牵头单位\t完成时限\n${rows.join('\n')}\n`);
}

/** Title and lead of each key work. */
export const WORKS = '办示范点现场会:经 编企业办法汇编:工 建紧缺工种库:人 开夜校秋季班:社 评松塬好师傅:工 设师傅工作间:人 办技改成果展:经 立晋级样板:人 开讲述大会:宣 出师傅短片集:宣 选班组长学员:组 设驿站二号点:组 查冬季劳保:经 做年终回访:社'
  .split(' ')
  .map((work) => work.split(':') as [string, string])
  .map(([title, by]) => ({ title, unit: BY[by]! }));

/** Each work in three parts, one after the other. */
export const STEPS = [
  { key: 'plan', title: '拿出办法', workingDays: 8, after: [] },
  { key: 'do', title: '铺开来做', workingDays: 30, after: ['plan'] },
  { key: 'close', title: '收口交账', workingDays: 5, after: ['do'] },
];

/** 进度推进表, before it has its steps. */
export function workList(): Buffer {
  const rows = WORKS.map(({ title, unit }, i) => [i + 1, title, `${title}。${MARK}。`, unit, '2020年11月30日前'].join(','));
  return Buffer.from(['序号,项目名称,工作内容,牵头单位,完成时限', ...rows].join('\r\n'));
}
