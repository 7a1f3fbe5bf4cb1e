import { randomBytes } from 'node:crypto';
import { Client, Pool } from 'pg';
import { eventStoreMigrations } from '../schema/migration-steps';

/** A database of its own for one spec file, with the log's schema, owned by the superuser that made it. */
export interface TestDatabase {
  /** Superuser and owner. */
  readonly url: string;
  readonly pool: Pool;
  /** A further pool whose sessions act as `duban_app`. */
  appPool(max?: number): Pool;
  drop(): Promise<void>;
}

/** @throws where DUBAN_TEST_DATABASE_URL is not set: without a database these specs fail, they never skip */
export async function createTestDatabase(max = 10): Promise<TestDatabase> {
  const admin = process.env['DUBAN_TEST_DATABASE_URL'];
  if (admin === undefined || admin === '') {
    throw new Error('DUBAN_TEST_DATABASE_URL (a superuser) is not set: the specs of the log need a real PostgreSQL');
  }
  const name = `log_${randomBytes(6).toString('hex')}`;
  await execute(admin, `create database ${name}`);
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
  for (const step of eventStoreMigrations) await pool.query(step.sql);
  return {
    url,
    pool,
    appPool: (size = 10) => open('-c role=duban_app', size),
    async drop() {
      await Promise.all(pools.map((each) => each.end()));
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
