import { expectProblem } from '../contracts/problems';
import { HttpClient, type Told } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { until } from '../support/until';
import { aBusyCity, clients, ITEMS, moveClock } from './a-busy-city';
import { Load } from './load';
import { ownServers, type OwnServers } from './own-servers';
import { reckon, settled } from './reckoning';

/** Longest that anybody waits for an answer while PostgreSQL stands still: one statement, after one wait for a connection. */
const BOUND_MS = 15_000;
const FROZEN_MS = 20_000;

interface Ready {
  status: string;
  postgresql: unknown;
  clock: unknown;
}

/** Servers that neither answer nor refuse, as under a hypervisor that pauses them or behind a network that drops. */
describe('servers that stand still', () => {
  let servers: OwnServers;
  let system: RunningSystem;
  let itemIds: string[];
  const ready = (api: number): Promise<{ status: number; body: Ready }> => new HttpClient(system.apis[api]!.base).ask<Ready>('GET', '/health/ready');
  const timed = async <T>(work: () => Promise<T>): Promise<{ answer: T; ms: number }> => {
    const began = performance.now();
    return { answer: await work(), ms: performance.now() - began };
  };

  beforeAll(async () => {
    servers = await ownServers();
    ({ system, itemIds } = await aBusyCity(servers));
  });
  afterAll(async () => {
    await system?.stop();
    await servers?.stop();
  });

  it('PostgreSQL, for twenty seconds under load: 503 in bounded time, the truth about readiness, and all goes on after', async () => {
    const load = new Load(clients(system, 'union'), itemIds, 6);
    try {
      await until('work under way', () => load.acknowledged.length >= 12);
      const thawed = { at: 0 };
      const frozenSince = performance.now();
      servers.freezePostgres();
      const thaw = new Promise<void>((resolve) => setTimeout(resolve, FROZEN_MS)).then(() => {
        servers.thawPostgres();
        thawed.at = performance.now();
      });
      for (const api of [0, 1]) {
        const { answer, ms } = await timed(() => ready(api));
        expect(answer).toMatchObject({ status: 503, body: { status: 'not-ready' } });
        expect(ms).toBeLessThan(5_000);
        expect((await new HttpClient(system.apis[api]!.base).ask('GET', '/health/live')).status).toBe(200);
      }
      const office = system.as('office');
      const frozen = await Promise.all([
        timed(() => office.ask<Told>('POST', `/items/${itemIds[0]}/urge`, { key: 'while-frozen', body: { assignmentId: 'a1', text: '请加快' } })),
        timed(() => office.ask<Told>('GET', '/ledger')),
        timed(() => system.nobody(1).ask<Told>('POST', '/session', { body: { login: 'office', password: 'a-long-test-password' } })),
      ]);
      expect(thawed.at).toBe(0);
      for (const { answer, ms } of frozen) {
        expectProblem(answer, { status: 503, code: 'unavailable' });
        expect(ms).toBeLessThan(BOUND_MS);
      }
      const before = load.acknowledged.length;
      await thaw;
      expect(performance.now() - frozenSince).toBeGreaterThanOrEqual(FROZEN_MS);
      for (const api of [0, 1]) await until(`API ${api} is ready`, async () => (await ready(api)).body.status === 'ready', 10_000);
      await until('work goes on', () => load.acknowledged.length >= before + 12);
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
      await until('degraded', async () => (await ready(0)).body.status === 'degraded', 10_000);
      expect(await ready(0)).toMatchObject({ status: 200, body: { postgresql: 'ok' } });
      const { answer, ms } = await timed(() => system.as('union').ask('POST', `/items/${itemIds[1]}/report`, { body: { assignmentId: 'a1', text: '进展', values: [] } }));
      expect(answer.status).toBe(200);
      expect(ms).toBeLessThan(5_000);
      await moveClock(system, '2031-07-01T02:00:00.000Z');
      const { position } = answer.body as { position: string };
      await system.as('union', 1).get('/ledger', { after: position });
    } finally {
      servers.thawTemporal();
    }
    await until('ready again', async () => (await ready(0)).body.status === 'ready', 10_000);
    await settled(system, ITEMS, '2031-07-01T02:00:00.000Z', undefined);
    const { rows } = await system.pool.query<{ n: number }>(`select count(distinct stream)::int as n from log.events where type = 'OverdueMarked'`);
    expect(rows[0]?.n).toBe(ITEMS);
  });
});
