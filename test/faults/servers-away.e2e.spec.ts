import { createTestDatabase } from '#libs/platform/test-postgres';
import { expectProblem } from '../contracts/problems';
import { HttpClient, type Told } from '../support/http-client';
import type { RunningSystem } from '../support/running-system';
import { until } from '../support/until';
import { aBusyCity } from './a-busy-city';
import { ownServers, type OwnServers } from './own-servers';

interface Ready {
  status: string;
  postgresql: unknown;
  temporal: string;
}

/** PostgreSQL or Temporal down at start, or going down later: told as it is, and over when they are back. */
describe('servers that are away', () => {
  let servers: OwnServers;
  let system: RunningSystem;
  let itemIds: string[];
  const ready = async (base: string): Promise<{ status: number; body: Ready }> => new HttpClient(base).ask<Ready>('GET', '/health/ready');
  const report = (key: string): ReturnType<HttpClient['ask']> => system.as('union').ask('POST', `/items/${itemIds[0]}/report`, { key, body: { assignmentId: 'a1', text: '进展', values: [] } });

  beforeAll(async () => {
    servers = await ownServers();
    ({ system, itemIds } = await aBusyCity(servers));
  });
  afterAll(async () => {
    await system?.stop();
    await servers?.stop();
  });

  it('says ready while all are there', async () => {
    expect(await ready(system.apis[0]!.base)).toMatchObject({ status: 200, body: { status: 'ready', postgresql: 'ok', temporal: 'ok' } });
  });

  describe('Temporal', () => {
    beforeAll(() => servers.stopTemporal());
    afterAll(() => servers.startTemporal());

    it('away: the API says so, and people work on', async () => {
      const { base } = system.apis[0]!;
      await until('degraded', async () => (await ready(base)).body.status === 'degraded');
      expect(await ready(base)).toMatchObject({ status: 200, body: { postgresql: 'ok' } });
      const reply = await report('without-temporal');
      expect(reply.status).toBe(200);
      const { position } = reply.body as { position: string };
      await system.as('union', 1).get('/ledger', { after: position });
    });

    it('away at the start: the API comes up degraded', async () => {
      const { child, base } = await system.startApi();
      await until('degraded', async () => (await ready(base)).body.status === 'degraded');
      await child.stop();
    });
  });

  describe('PostgreSQL', () => {
    let late: { base: string };
    beforeAll(async () => {
      await servers.stopPostgres();
      late = await system.startApi({ DUBAN_CLOCK: 'system' });
    });

    it('away: alive and not ready, and every answer says when to try again', async () => {
      for (const { base } of system.apis) {
        expect((await new HttpClient(base).ask('GET', '/health/live')).status).toBe(200);
        expect(await ready(base)).toMatchObject({ status: 503, body: { status: 'not-ready' } });
      }
      const office = system.as('office');
      const asked = [() => report('while-away-1'), () => office.ask('GET', '/ledger'), () => office.ask('GET', '/dashboard'), () => office.ask('GET', `/items/${itemIds[1]}`), () => office.ask('GET', '/plans'), () => office.ask('GET', '/inbox'), () => system.nobody().ask('POST', '/session', { body: { login: 'office', password: 'a-long-test-password' } })];
      for (const ask of asked) expectProblem((await ask()) as Awaited<ReturnType<HttpClient['ask']>> & { body: Told }, { status: 503, code: 'unavailable' });
    });

    it('away at the start: the API is alive and tells the truth', async () => {
      await until('alive', async () => (await new HttpClient(late.base).ask('GET', '/health/live')).status === 200);
      expect(await ready(late.base)).toMatchObject({ status: 503, body: { status: 'not-ready' } });
      expectProblem((await new HttpClient(late.base).ask<Told>('POST', '/session', { body: { login: 'office', password: 'a-long-test-password' } })), { status: 503 });
    });

    it('back: everything goes on without a restart, and what was sent again is done once', async () => {
      const worker = system.startWorker();
      const workerReady = worker.watchFor(/worker ready/);
      const waits = worker.watchFor(/waiting for PostgreSQL/);
      await until('a worker that waits', waits);
      await servers.startPostgres();
      for (const base of [...system.apis.map((a) => a.base), late.base]) await until(`${base} is ready`, async () => (await ready(base)).status === 200);
      await until('the worker works', workerReady, 60_000);
      expect((await report('while-away-1')).status).toBe(200);
      expect((await report('while-away-1')).headers.get('idempotency-replayed')).toBe('true');
      const { rows } = await system.pool.query<{ n: number }>(`select count(*)::int as n from log.events where meta->>'command' = 'while-away-1'`);
      expect(rows[0]?.n).toBe(1);
      expect((await new HttpClient(late.base).ask('POST', '/session', { body: { login: 'office', password: 'a-long-test-password' } })).status).toBe(200);
      await worker.stop();
    });
  });

  it('refuses a schema that is not ours: the API is not ready, the worker ends', async () => {
    const empty = await createTestDatabase();
    const { child, base } = await system.startApi({ DATABASE_URL: empty.appUrl, DUBAN_CLOCK: 'system' });
    await until('alive', async () => (await new HttpClient(base).ask('GET', '/health/live')).status === 200);
    const { status, body } = await ready(base);
    expect([status, body.status]).toEqual([503, 'not-ready']);
    expect(body.postgresql).toMatchObject({ zh: expect.any(String), en: expect.any(String) });
    const worker = system.startWorker({ DATABASE_URL: empty.appUrl });
    worker.doNotRestart();
    expect((await worker.ended).code).toBe(3);
    await child.stop();
    await empty.drop();
  });
});
