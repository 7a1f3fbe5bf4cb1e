import type { Pool } from 'pg';
import { EventStore } from '#libs/event-store/event-store';
import { appendTo } from '#libs/event-store/testing/events';
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

  it('has a transaction that its process forgot ended by the server, so that readers of the log go on', async () => {
    const store = new EventStore(other);
    const forgotten = await pool.connect();
    forgotten.on('error', () => undefined);
    await forgotten.query('begin');
    await forgotten.query('select pg_current_xact_id()');
    const { cursor } = await appendTo(store, 'behind-it');
    const before = { ...cursor, position: String(BigInt(cursor.position) - 1n) };
    expect(await store.readAfter(before, 1)).toEqual([]);
    while ((await store.readAfter(before, 1)).length === 0) await new Promise((resolve) => setTimeout(resolve, 100));
    await expect(forgotten.query('select 1')).rejects.toThrow();
    forgotten.release(true);
  });

  it('lets the server give up a statement that nobody waits for any more', async () => {
    await expect(pool.query("select pg_sleep(30), 'left behind'")).rejects.toThrow();
    const running = async (): Promise<boolean> => ((await other.query(`select from pg_stat_activity where state = 'active' and pid <> pg_backend_pid() and query like '%left behind%'`)).rowCount ?? 0) > 0;
    while (await running()) await new Promise((resolve) => setTimeout(resolve, 100));
  });
});
