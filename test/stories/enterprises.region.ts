import type { Scheme } from '#libs/supervision/evaluation/scheme';
import { aScheme } from '#libs/scoring/testing/a-scheme';
import { AUDIT, STATISTICS } from '../e2e/an-evaluation';
import { RunningSystem } from '../support/running-system';

export const OFFICE = '岭北匠才办';
export const UNION = '岭北总工会';
export const HR = '岭北人社厅';
export const CONFERENCE = '岭北联席会议';
/** A state-owned and a private enterprise; the opinion names none. */
export const STATE_OWNED = '河套钢铁集团';
export const PRIVATE = '北原乳业有限公司';
export const ENTERPRISES = [STATE_OWNED, PRIVATE] as const;
/** Logins of the two, and of those to whom their tasks fall by name. */
export const LOGIN = { [STATE_OWNED]: 'steel', [PRIVATE]: 'dairy' } as const;
export const PERSONS = { [STATE_OWNED]: ['smelter', 'trainer'], [PRIVATE]: ['negotiator', 'teacher'] } as const;

/** Number, title, content, unit, last day. The opinion gives measures without tasks: these are written for the story. */
const ROWS: [number, string, string, string, string][] = [
  [1, '首席技师', '建立首席技师制度', STATE_OWNED, '2023年10月31日前'],
  [2, '集体协商', '开展工资集体协商2次', PRIVATE, '2023年6月30日前'],
  [3, '国企培训', '开展技能培训不少于600人次', STATE_OWNED, '2023年11月30日前'],
  [4, '非公培训', '开展技能培训不少于300人次', PRIVATE, '2023年11月30日前'],
];

export function tasksOfTheYear(): Buffer {
  return Buffer.from(['序号,项目名称,工作内容,牵头单位,完成时限', ...ROWS.map((row) => row.join(','))].join('\r\n'));
}

/** Items that each takes up into a plan of its own. */
export const TAKEN = { [STATE_OWNED]: [1, 3], [PRIVATE]: [2, 4] } as const;

/** 路线图: what is done after what, in working days. */
export const ROUTE = [
  { key: 'plan', title: '制定方案', workingDays: 10, after: [] },
  { key: 'do', title: '组织实施', workingDays: 60, after: ['plan'] },
  { key: 'close', title: '总结评估', workingDays: 5, after: ['do'] },
];

/** What is laid down for each kind (分类指导). */
export const GUIDANCE = [
  { name: '国有企业', when: { unitClass: 'stateOwnedEnterprise' }, differences: { receiptWorkingDays: 2 }, guidance: '纳入党建考核和班子年度考核；足额提取职工教育经费' },
  { name: '非公有制企业', when: { unitClass: 'privateEnterprise' }, differences: {}, guidance: '作为评选表彰和项目补助的参考；依法规范用工' },
];

/** A scheme whose classes say by their kind which enterprises they are for; the private one does not know the cap of the other. */
export function schemeByKind(): Scheme {
  const scheme = aScheme();
  const [first, second] = scheme.classes;
  const indicators = second!.indicators.map((i) => (i.id === 'targets' ? { ...i, points: '30', formula: 'targetRate * 30' } : i.id === 'quality' ? { ...i, points: '30' } : i));
  return { ...scheme, classes: [{ ...first!, id: 'stateOwned', name: '国有企业', when: { unitClass: 'stateOwnedEnterprise' } }, { ...second!, id: 'private', name: '非公有制企业', indicators, when: { unitClass: 'privateEnterprise' } }] };
}

/** The region of the story on the running system: its office is housed in the union. */
export function theRegionOfEnterprises(): Promise<RunningSystem> {
  const works = ['handler' as const, 'liaison' as const];
  const firm = (unit: (typeof ENTERPRISES)[number]) => [{ login: LOGIN[unit], unit, roles: ['office' as const, ...works] }, ...PERSONS[unit].map((login) => ({ login, unit, roles: ['handler' as const] }))];
  return RunningSystem.start({
    now: '2023-01-04T01:00:00.000Z',
    units: [
      { name: UNION, staffed: true },
      { name: OFFICE, staffed: true, housedIn: UNION },
      { name: STATE_OWNED, staffed: true, unitClass: 'stateOwnedEnterprise', size: 'large', trade: '冶金', region: '河套区' },
      { name: PRIVATE, staffed: true, unitClass: 'privateEnterprise', size: 'medium', trade: '食品', region: '北原县' },
      ...[HR, AUDIT, STATISTICS, CONFERENCE].map((name) => ({ name, staffed: true })),
    ],
    accounts: [
      { login: 'office', unit: OFFICE, roles: ['office', 'handler'] },
      { login: 'signer', unit: OFFICE, roles: ['signer'] },
      { login: 'union', unit: UNION, roles: works },
      { login: 'instructor', unit: UNION, roles: ['handler'] },
      { login: 'hr', unit: HR, roles: works },
      { login: 'audit', unit: AUDIT, roles: ['evaluator'] },
      { login: 'statistics', unit: STATISTICS, roles: ['evaluator', 'signer'] },
      { login: 'convenor', unit: CONFERENCE, roles: ['convenor'] },
      ...ENTERPRISES.flatMap(firm),
      // Who reads what concerns the enterprise, and conducts nothing.
      { login: 'dairyclerk', unit: PRIVATE, roles: works },
    ],
  });
}
