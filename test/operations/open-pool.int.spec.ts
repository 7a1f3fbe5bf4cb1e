import type { Pool } from 'pg';
import { openPool } from '#libs/platform/open-pool';
import { createTestDatabase, type TestDatabase } from '#libs/platform/test-postgres';

describe('a pool of a process', () => {
  let database: TestDatabase;
  let pool: Pool;
  let other: Pool;
  beforeAll(async () => {
    database = await createTestDatabase({ template: 'migrated' });
    pool = openPool({ url: database.appUrl, max: 2, name: 'spec', answerMs: 1_000 });
    other = openPool({ url: database.appUrl, max: 4, name: 'other', answerMs: 60_000 });
  });
  afterAll(async () => {
    await pool.end();
    await other.end();
    await database.drop();
  });

  it('asks the server to end a transaction that its process forgot, so that readers of the log go on', async () => {
    // Asked for and not waited for: while such a transaction is open, no reader in any database of the cluster goes on.
    const { rows } = await pool.query<{ idle: string }>(`select current_setting('idle_in_transaction_session_timeout') as idle`);
    expect(rows).toEqual([{ idle: '5s' }]);
  });

  it('lets the server give up a statement that nobody waits for any more', async () => {
    await expect(pool.query("select pg_sleep(30), 'left behind'")).rejects.toThrow();
    const running = async (): Promise<boolean> => ((await other.query(`select from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and query like '%left behind%'`)).rowCount ?? 0) > 0;
    while (await running()) await new Promise((resolve) => setTimeout(resolve, 100));
  });
});
