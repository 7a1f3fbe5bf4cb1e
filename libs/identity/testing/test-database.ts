import { randomBytes } from 'node:crypto';
import { Client, Pool } from 'pg';
import { identityMigrations } from '../schema/identity.sql';

/** What a spec left open on purpose is ended by force after so long. */
const CLOSING_MS = 5_000;

/** A database of its own for one spec file, with this room's schema. */
export interface TestDatabase {
  /** Superuser and owner. */
  readonly owner: Pool;
  /** A pool whose sessions act as `duban_app`, as a process of the application would. */
  appPool(max?: number): Pool;
  drop(): Promise<void>;
}

/** @throws where DUBAN_TEST_DATABASE_URL is not set: without a database these specs fail, they never skip */
export async function createTestDatabase(): Promise<TestDatabase> {
  const admin = process.env['DUBAN_TEST_DATABASE_URL'];
  if (admin === undefined || admin === '') throw new Error('DUBAN_TEST_DATABASE_URL (a superuser) is not set: the specs of identity need a real PostgreSQL');
  const name = `identity_${randomBytes(6).toString('hex')}`;
  await execute(admin, `do $$ begin create role duban_app nologin; exception when duplicate_object or unique_violation then null; end $$`);
  await execute(admin, `create database ${name}`);
  const url = new URL(admin);
  url.pathname = `/${name}`;
  const pools: Pool[] = [];
  const open = (options: string | undefined, max: number): Pool => {
    const pool = new Pool({ connectionString: url.toString(), max, options });
    pools.push(pool);
    return pool;
  };
  const owner = open(undefined, 2);
  for (const step of identityMigrations) await owner.query(step.sql);
  return {
    owner,
    appPool: (max = 10) => open('-c role=duban_app', max),
    async drop() {
      await Promise.all(pools.map((pool) => pool.end()));
      await dropDatabase(admin, name);
    },
  };
}

/**
 * Drops a database once its connections are gone. A pool has ended when it has asked its connections to close, before the server
 * knows of it: one that is ended by force meanwhile would raise an error that nobody listens for.
 */
async function dropDatabase(admin: string, name: string): Promise<void> {
  const client = new Client({ connectionString: admin });
  await client.connect();
  try {
    const deadline = Date.now() + CLOSING_MS;
    const open = async (): Promise<boolean> => (await client.query(`select from pg_stat_activity where datname = $1 and backend_type = 'client backend'`, [name])).rowCount !== 0;
    while ((await open()) && Date.now() < deadline) await new Promise(setImmediate);
    await client.query(`drop database ${name} with (force)`);
  } finally {
    await client.end();
  }
}

async function execute(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
