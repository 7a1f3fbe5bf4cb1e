import { Client } from 'pg';
import { aCity } from '../e2e/the-city';
import type { RunningSystem } from '../support/running-system';
import { until } from '../support/until';

describe('sessions that have ended', () => {
  let system: RunningSystem;
  beforeAll(async () => {
    system = await aCity({ apis: 1 });
  });
  afterAll(() => system?.stop());

  it('are dropped by the worker; those that run go on', async () => {
    const tokens = async (): Promise<number> => (await system.pool.query<{ n: number }>('select count(*)::int as n from auth.access_tokens')).rows[0]!.n;
    const before = await tokens();
    const owner = new Client({ connectionString: system.database.ownerUrl });
    await owner.connect();
    await owner.query(`update auth.access_tokens set expires_at = now() - interval '1 minute' where ctid in (select ctid from auth.access_tokens limit 3)`).finally(() => owner.end());
    system.startWorker({ WORKER_HEALTH_PORT: '0' });
    await until('they are gone', async () => (await tokens()) === before - 3, 60_000);
  });
});
