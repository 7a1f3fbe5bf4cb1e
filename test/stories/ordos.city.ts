import { AUDIT, STATISTICS } from '../e2e/an-evaluation';
import { CONFERENCE, WATCH } from '../e2e/the-city';
import { RunningSystem } from '../support/running-system';
import { BANNERS, DEPARTMENTS, HR, OFFICE, UNION } from './ordos.twin';

/** Logins of the three banners' offices. */
export const BANNER = ['east', 'west', 'south'] as const;
/** How many of the fifty projects each takes up. */
export const TAKEN = { east: 50, west: 12, south: 1 } as const;

/** Written for the story: the paper counts its reform units and names none. */
export const FIRMS = Array.from({ length: 6 }, (_, i) => `东川第${i + 1}机械厂`);
export const FIRM = FIRMS.map((_, i) => `firm${i + 1}`);

/** A list of reform units as an office would import it: the first fourteen are the first batch. */
export function rosterList(from: number, to: number): Buffer {
  const row = (n: number): string => [FIRMS[n - 1] ?? `第${n}企业`, n % 3 === 0 ? '国企' : '非公', n <= 14 ? '第一批' : '第二批', '市级', HR].join(',');
  return Buffer.from(['企业名称,性质,批次,级别,挂钩联系单位', ...Array.from({ length: to - from + 1 }, (_, i) => row(from + i))].join('\r\n'));
}

/** The city of the story on the running system: its office is housed in the union. */
export function theCityOfOrdos(): Promise<RunningSystem> {
  const plain = [...DEPARTMENTS.filter((n) => n !== UNION), ...BANNERS, ...FIRMS, AUDIT, STATISTICS, WATCH, CONFERENCE];
  const works = ['office' as const, 'handler' as const, 'liaison' as const];
  return RunningSystem.start({
    now: '2023-01-04T01:00:00.000Z',
    units: [{ name: UNION, staffed: true }, { name: OFFICE, staffed: true, housedIn: UNION }, ...plain.map((name) => ({ name, staffed: true }))],
    accounts: [
      { login: 'office', unit: OFFICE, roles: works },
      { login: 'signer', unit: OFFICE, roles: ['signer'] },
      { login: 'union', unit: UNION, roles: ['supervisor', 'evaluator', 'handler'] },
      ...BANNER.map((login, i) => ({ login, unit: BANNERS[i]!, roles: works })),
      ...FIRM.map((login, i) => ({ login, unit: FIRMS[i]!, roles: works })),
      { login: 'audit', unit: AUDIT, roles: ['evaluator'] },
      { login: 'watch', unit: WATCH, roles: ['supervisor', 'evaluator'] },
      { login: 'statistics', unit: STATISTICS, roles: ['evaluator', 'signer'] },
      { login: 'convenor', unit: CONFERENCE, roles: ['convenor'] },
    ],
  });
}
