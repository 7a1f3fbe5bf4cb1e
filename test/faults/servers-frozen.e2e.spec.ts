import { expectProblem } from '../contracts/problems';
import { HttpClient, type Told } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { until } from '../support/until';
import { aBusyCity, clients, ITEMS, moveClock } from './a-busy-city';
import { Load } from './load';
import { ownServers, type OwnServers } from './own-servers';
import { reckon, settled } from './reckoning';

/** Who reports without pause. */
const PEOPLE = 6;
/** Ends a wait that would last for ever, on a machine that is busy with much else; nothing is judged by it. */
const AT_LAST_MS = 150_000;

interface Ready {
  status: string;
  postgresql: unknown;
  clock: unknown;
  temporal: unknown;
}

/**
 * Servers that neither answer nor refuse, as under a hypervisor that pauses them or behind a network that drops. They are thawed only
 * when every answer is there: an answer that waited for them would never come.
 */
describe('servers that stand still', () => {
  let servers: OwnServers;
  let system: RunningSystem;
  let itemIds: string[];
  const ready = (api: number): Promise<{ status: number; body: Ready }> => new HttpClient(system.apis[api]!.base).ask<Ready>('GET', '/health/ready');

  beforeAll(async () => {
    servers = await ownServers();
    ({ system, itemIds } = await aBusyCity(servers));
  });
  afterAll(async () => {
    await system?.stop();
    await servers?.stop();
  });

  it('PostgreSQL, under load: 503 while it stands still, the truth about readiness, and all goes on after', async () => {
    const load = new Load(clients(system, 'union'), itemIds, PEOPLE);
    try {
      await until('work under way', () => load.acknowledged.length >= 2 * PEOPLE);
      servers.freezePostgres();
      try {
        for (const api of [0, 1]) {
          expect(await ready(api)).toMatchObject({ status: 503, body: { status: 'not-ready' } });
          expect((await new HttpClient(system.apis[api]!.base).ask('GET', '/health/live')).status).toBe(200);
        }
        const office = system.as('office');
        const refused = await Promise.all([
          office.ask<Told>('POST', `/items/${itemIds[0]}/urge`, { key: 'while-frozen', body: { assignmentId: 'a1', text: '请加快' } }),
          office.ask<Told>('GET', '/ledger'),
          system.nobody(1).ask<Told>('POST', '/session', { body: { login: 'office', password: 'a-long-test-password' } }),
        ]);
        for (const answer of refused) expectProblem(answer, { status: 503, code: 'unavailable' });
        const { retries } = load;
        await until('everybody is refused, and again', () => load.retries >= retries + 2 * PEOPLE, AT_LAST_MS);
      } finally {
        servers.thawPostgres();
      }
      const before = load.acknowledged.length;
      for (const api of [0, 1]) await until(`API ${api} is ready`, async () => (await ready(api)).body.status === 'ready', AT_LAST_MS);
      await until('work goes on', () => load.acknowledged.length >= before + 2 * PEOPLE, AT_LAST_MS);
      // Sent again under the same key it is done once, whether or not it was carried out meanwhile.
      for (const api of [0, 1]) expect((await system.as('office', api).ask('POST', `/items/${itemIds[0]}/urge`, { key: 'while-frozen', body: { assignmentId: 'a1', text: '请加快' } })).status).toBe(200);
      await load.stop();
      await moveClock(system, '2031-06-26T02:00:00.000Z');
      await settled(system, ITEMS, '2031-06-26T02:00:00.000Z', load.acknowledged.at(-1));
    } finally {
      load.abandon();
    }
    expect(load.wrong).toEqual([]);
    const reckoning = await reckon(system, load.sent, load.acknowledged);
    expect(reckoning).toMatchObject({ lost: [], twice: [], keysTwice: 0, chainsWhole: true, differences: [] });
    expect(reckoning.notices.shown).toBe(reckoning.notices.inLog);
    const { rows } = await system.pool.query<{ n: number }>(`select count(*)::int as n from log.events where type = 'AssignmentUrged'`);
    expect(rows[0]?.n).toBe(1);
  });

  it('Temporal: said as it is, people work on, and what fell due meanwhile is acted on after', async () => {
    servers.freezeTemporal();
    try {
      for (const api of [0, 1]) {
        await until('degraded', async () => (await ready(api)).body.status === 'degraded', AT_LAST_MS);
        // For that reason, and for no other.
        expect(await ready(api)).toMatchObject({ status: 200, body: { postgresql: 'ok', clock: 'ok', temporal: expect.stringContaining('away') as string } });
      }
      const answer = await system.as('union').ask('POST', `/items/${itemIds[1]}/report`, { body: { assignmentId: 'a1', text: '进展', values: [] } });
      expect(answer.status).toBe(200);
      await moveClock(system, '2031-07-01T02:00:00.000Z');
      const { position } = answer.body as { position: string };
      await system.as('union', 1).get('/ledger', { after: position });
    } finally {
      servers.thawTemporal();
    }
    await until('ready again', async () => (await ready(0)).body.status === 'ready', AT_LAST_MS);
    await settled(system, ITEMS, '2031-07-01T02:00:00.000Z', undefined);
    const { rows } = await system.pool.query<{ n: number }>(`select count(distinct stream)::int as n from log.events where type = 'OverdueMarked'`);
    expect(rows[0]?.n).toBe(ITEMS);
  });
});
