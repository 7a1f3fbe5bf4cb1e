import { HttpClient } from '../support/http-client';
import { RunningSystem } from '../support/running-system';
import { until } from '../support/until';
import type { OwnServers } from './own-servers';

export const ITEMS = 12;
const OFFICE = '市产改办';
const UNION = '市总工会';

/** A plan of so many items, all due on 30 June, all received: from here on their ladders run. */
export async function aBusyCity(servers: OwnServers): Promise<{ system: RunningSystem; itemIds: string[] }> {
  const system = await RunningSystem.start({
    now: '2031-03-03T01:00:00.000Z',
    units: [{ name: OFFICE, staffed: true }, { name: UNION, staffed: true }],
    accounts: [{ login: 'office', unit: OFFICE, roles: ['office'] }, { login: 'signer', unit: OFFICE, roles: ['signer', 'leader'] }, { login: 'union', unit: UNION, roles: ['handler', 'liaison'] }],
    database: servers.database,
    temporalAddress: servers.temporalAddress,
  });
  const office = system.as('office');
  const points = Array.from({ length: ITEMS }, (_, i) => `${i + 1}. 第${i + 1}件事。6月底前办好。（牵头单位：${UNION}）`).join('\n');
  const { plan } = await office.post<{ plan: { id: string } }>('/plans/import', undefined, { raw: `2031年某市工作要点\n一、要做的事\n${points}\n`, query: { again: 'true', fileName: 'plan.txt' }, headers: { 'content-type': 'application/octet-stream' } });
  const issued = await office.post<{ plan: { issueItems: { itemId: string }[] } }>(`/plans/${plan.id}/issue`);
  const itemIds = issued.plan.issueItems.map((i) => i.itemId);
  await Promise.all(itemIds.map((id) => system.as('union').command(id, 'receive', { assignmentId: 'a1' })));
  return { system, itemIds };
}

export function clients(system: RunningSystem, login: string): HttpClient[] {
  return system.apis.map((_, i) => system.as(login, i));
}

/** Sets the clock forward while servers come and go. */
export async function moveClock(system: RunningSystem, at: string): Promise<void> {
  await until(`the clock set to ${at}`, async () => (await system.pool.query('update loop.clock set at = greatest(at, $1::timestamptz)', [at])).rowCount === 1);
}
