import { RunningSystem } from '../support/running-system';

export const OFFICE = '自治区联席办';
export const UNION = '自治区总工会';
export const [PUBLICITY, EDUCATION, SCIENCE, HR, ASSETS] = ['自治区党委宣传部', '自治区教育厅', '自治区科技厅', '自治区人社厅', '自治区国资委'] as const;
/** Dissolved in June, and the body that takes its place. */
export const [GONE, JOINED] = ['自治区中小企业局', '自治区民营经济局'] as const;
export const MEMBERS = [UNION, PUBLICITY, EDUCATION, SCIENCE, HR, ASSETS, GONE] as const;
export const MEMBER_GROUP = '联席会议各成员单位';
export const CITIES = ['松州市', '云岭市', '青川盟'] as const;
export const CITY_OFFICES = CITIES.map((c) => `${c}联席办`);
export const FIELDS = ['思想引领', '技能提升', '创新创造', '成长通道', '权益维护', '组织保障'] as const;

/** Number, title, content, leads, participants, last day. The paper announces its measures and lists none: these are written for the story. */
const ROWS: [string, string, string, string, string][] = [
  ['班组讲堂', '编写讲义，送讲到班组', PUBLICITY, UNION, '2025年12月20日前'],
  ['工友巡讲', '组织巡讲12场', UNION, PUBLICITY, '2025年12月20日前'],
  ['工匠专栏', '开设专栏', PUBLICITY, '', '2025年12月20日前'],
  ['文艺下工地', '组织慰问演出', UNION, '', '2025年12月20日前'],
  ['小微企业讲堂', '办好小微企业讲堂30场', GONE, UNION, '2025年12月20日前'],
  ['技能人才总量', '全区技能人才总量达到420万人次', HR, EDUCATION, '2025年12月25日前'],
  ['圆梦课堂', '资助职工提升学历2.4万人', UNION, EDUCATION, '2025年12月25日前'],
  ['技能培训', '全年技能培训不少于4.5万人次', HR, `${EDUCATION}、${GONE}`, '2025年12月25日前'],
  ['订单培养', '推行订单培养', EDUCATION, HR, '2025年12月20日前'],
  ['技能竞赛', '开展竞赛，带动企业参与4万家', UNION, HR, '2025年12月25日前'],
  ['小微企业创新', '征集小改造', GONE, SCIENCE, '2025年12月20日前'],
  ['创新工作室', '新建工作室20个', SCIENCE, UNION, '2025年12月20日前'],
  ['成果转化', '办好成果交流', SCIENCE, '', '2025年12月20日前'],
  ['技能等级', '推行等级新序列', HR, ASSETS, '2025年12月20日前'],
  ['国企薪酬', '落实技能津贴', ASSETS, HR, '2025年12月20日前'],
  ['职称贯通', '打通两类评审', HR, GONE, '2025年12月20日前'],
  ['民主管理', '规范职工大会', UNION, ASSETS, '2025年12月20日前'],
  ['欠薪调处', '调处欠薪', HR, UNION, '2025年12月20日前'],
  ['就业帮扶', '举办招聘会', HR, GONE, '2025年12月20日前'],
  ['试点建设', '抓好试点', OFFICE, UNION, '2025年12月20日前'],
  ['典型做法', '每季度征集典型做法', MEMBER_GROUP, '', ''],
];
/** Stands in every row that the paper announces and does not list. */
export const MARK = '本行为故事拟写';
/** How many measures each field has, in order. */
const IN_FIELD = [5, 5, 3, 3, 3, 2];

export function rowsOfTheYear(): Buffer {
  const fields = IN_FIELD.flatMap((n, i) => Array.from({ length: n }, () => FIELDS[i]!));
  const lines = ROWS.map(([title, content, ...who], i) => [fields[i], i + 1, title, `${content}。${MARK}。`, ...who].join(','));
  return Buffer.from(['类别,序号,项目名称,工作内容,牵头单位,参与单位,完成时限', ...lines].join('\r\n'));
}

/** The region on the running system: its office is housed in the union. */
export function theRegion(): Promise<RunningSystem> {
  const works = ['handler' as const, 'liaison' as const];
  const names = [...MEMBERS.filter((n) => n !== UNION), JOINED, ...CITY_OFFICES, '自治区联席会议'];
  return RunningSystem.start({
    now: '2025-01-08T01:00:00.000Z',
    units: [{ name: UNION, staffed: true }, { name: OFFICE, staffed: true, housedIn: UNION }, ...names.map((name) => ({ name, staffed: true }))],
    accounts: [
      { login: 'office', unit: OFFICE, roles: ['office', 'handler'] },
      { login: 'union', unit: UNION, roles: works },
      { login: 'publicity', unit: PUBLICITY, roles: works },
      { login: 'education', unit: EDUCATION, roles: works },
      { login: 'science', unit: SCIENCE, roles: works },
      { login: 'hr', unit: HR, roles: works },
      { login: 'assets', unit: ASSETS, roles: works },
      { login: 'gone', unit: GONE, roles: works },
      { login: 'joined', unit: JOINED, roles: works },
      ...CITY_OFFICES.map((unit, i) => ({ login: `city${i + 1}`, unit, roles: ['office' as const, ...works] })),
      // Who reads what concerns the city alone.
      { login: 'clerk', unit: CITY_OFFICES[1]!, roles: works },
    ],
  });
}
