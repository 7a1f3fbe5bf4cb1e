import { randomBytes } from 'node:crypto';
import { Client, Pool } from 'pg';
import { waitFor } from '../readiness';
import { testPostgresAddress } from '../test-postgres';

/** What a spec left open on purpose is ended by force after so long. */
const CLOSING_MS = 5_000;

/** A database of its own for one spec file, with the schema of one room. */
export interface RoomDatabase {
  /** Superuser and owner. */
  readonly url: string;
  readonly pool: Pool;
  /** A further pool whose sessions act as `duban_app`, as a process of the application would. */
  appPool(max?: number): Pool;
  drop(): Promise<void>;
}

/**
 * For the rooms that keep tables and know no other room: the whole schema is to be had from `createTestDatabase`.
 *
 * @param steps of the room's schema
 * @param max connections of the owner's pool
 * On the server of DUBAN_TEST_DATABASE_URL (a superuser), which programs outside of jest set, otherwise on this worker's.
 * @throws where there is neither: without a database these specs fail, they never skip
 */
export async function roomDatabase(steps: readonly { readonly sql: string }[], max = 4): Promise<RoomDatabase> {
  const admin = process.env['DUBAN_TEST_DATABASE_URL'] ?? testPostgresAddress().superuserUrl;
  const name = `room_${randomBytes(6).toString('hex')}`;
  await asAdmin(admin, async (client) => {
    await client.query('do $$ begin create role duban_app nologin; exception when duplicate_object or unique_violation then null; end $$');
    await client.query(`create database ${name}`);
  });
  const location = new URL(admin);
  location.pathname = `/${name}`;
  const url = location.toString();
  const pools: Pool[] = [];
  const open = (options: string | undefined, size: number): Pool => {
    const pool = new Pool({ connectionString: url, max: size, options });
    // Specs terminate connections on purpose; an idle one that dies must not end the process.
    pool.on('error', () => undefined);
    pools.push(pool);
    return pool;
  };
  const pool = open(undefined, max);
  for (const step of steps) await pool.query(step.sql);
  return {
    url,
    pool,
    appPool: (size = 10) => open('-c role=duban_app', size),
    async drop() {
      await Promise.all(pools.map((each) => each.end()));
      await asAdmin(admin, (client) => dropDatabase(client, name));
    },
  };
}

/**
 * Drops a database once its connections are gone. A pool has ended when it has asked its connections to close, before the server
 * knows of it: one that is ended by force meanwhile would raise an error that nobody listens for.
 */
async function dropDatabase(client: Client, name: string): Promise<void> {
  const empty = async (): Promise<boolean> => (await client.query(`select from pg_stat_activity where datname = $1 and backend_type = 'client backend'`, [name])).rowCount === 0;
  await waitFor({ zh: '', en: `nobody in ${name}` }, empty, { deadlineMs: CLOSING_MS, everyMs: 5 }).catch(() => undefined);
  await client.query(`drop database ${name} with (force)`);
}

async function asAdmin<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
