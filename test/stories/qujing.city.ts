import { RunningSystem } from '../support/running-system';
import { DEPARTMENTS, ECONOMY, HR, OFFICE, ORG, PUBLICITY, SOCIAL, UNION } from './qujing.lists';

export const COMMITTEE = '区匠才培育领导小组';
export const WATCH = '区党政办公室';

/** Who works for each unit that has a task. */
export const LOGIN: Readonly<Record<string, string>> = { [ORG]: 'org', [PUBLICITY]: 'publicity', [HR]: 'hr', [ECONOMY]: 'economy', [SOCIAL]: 'social', [UNION]: 'union' };

/** Twelve demonstration enterprises, of whom the bulletin names eight; the office and the union look after four each, after the last four nobody. Names are invented. */
export const FIRMS = ['青禾服装', '北塬建投', '园区党群驿站', '晴川电子', '同泰机械', '宏安建筑', '燕归食品', '远峰冶炼', '云岫光伏', '白石水泥', '长桥物流', '南亭制药'] as const;
export const LINKED = FIRMS.slice(0, 8);
export const UNLINKED = FIRMS.slice(8);
export const visitorOf = (firm: string): 'office' | 'union' => (FIRMS.indexOf(firm as (typeof FIRMS)[number]) < 4 ? 'office' : 'union');

export function firmList(): Buffer {
  const rows = FIRMS.map((firm) => [firm, '示范企业', LINKED.includes(firm) ? { office: OFFICE, union: UNION }[visitorOf(firm)] : ''].join(','));
  return Buffer.from(['企业名称,级别,挂钩联系单位', ...rows].join('\r\n'));
}

/** Thirteen meetings: two of the leading group, six to push the work on, five of its office. The day on which each was held. */
export const [GROUP, PUSH, OFFICES] = ['领导小组会', '匠才工作推进会', '领导小组办公室会'] as const;
export const MEETINGS: readonly { day: string; kind: string }[] = [
  ['2020-09-10', GROUP], ['2020-09-17', PUSH], ['2020-09-25', OFFICES], ['2020-10-16', PUSH], ['2020-10-16', OFFICES], ['2020-11-13', PUSH], ['2020-12-10', OFFICES],
  ['2020-12-10', PUSH], ['2021-03-11', PUSH], ['2021-03-11', OFFICES], ['2021-04-15', GROUP], ['2021-04-22', PUSH], ['2021-05-12', OFFICES],
].map(([day, kind]) => ({ day: day!, kind: kind! }));

/** The zone of the story on the running system: its office is housed in the union. */
export function theZone(): Promise<RunningSystem> {
  const plain = [...DEPARTMENTS, COMMITTEE, WATCH].map((name) => ({ name, staffed: true }));
  return RunningSystem.start({
    now: '2020-09-02T01:00:00.000Z',
    units: [{ name: UNION, staffed: true }, { name: OFFICE, staffed: true, housedIn: UNION }, ...plain],
    accounts: [
      { login: 'office', unit: OFFICE, roles: ['office', 'handler', 'liaison'] },
      ...Object.entries(LOGIN).map(([unit, login]) => ({ login, unit, roles: ['handler' as const, 'liaison' as const] })),
      { login: 'watch', unit: WATCH, roles: ['supervisor', 'handler', 'liaison'] },
      { login: 'convenor', unit: COMMITTEE, roles: ['convenor', 'leader'] },
    ],
  });
}
