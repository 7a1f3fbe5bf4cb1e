import { randomBytes } from 'node:crypto';
import { Client, Pool } from 'pg';
import { identityMigrations } from '../schema/identity.sql';

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
      await execute(admin, `drop database ${name} with (force)`);
    },
  };
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
