import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { Client } from 'pg';

/** One step of the database's shape, run once, by the owner, in the order given. */
export interface SchemaStep {
  readonly name: string;
  readonly sql: string;
}

/** Base of the timestamps that TypeORM orders migrations by; the steps' order is what counts. */
const FIRST = 1_767_225_600_000;

/** Key of the lock under which one process at a time changes the schema. */
const LOCK = 0x64_75_62_61;

function migrationOf(step: SchemaStep, index: number): new () => MigrationInterface {
  return class {
    readonly name = nameOf(step, index);
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(step.sql);
    }
    async down(): Promise<void> {
      throw new Error('the schema only moves forward: restore a backup to go back');
    }
  };
}

function nameOf(step: SchemaStep, index: number): string {
  return `${step.name}-${FIRST + index}`;
}

/**
 * Brings the database to the shape that this program expects, one transaction for all steps, under a lock.
 *
 * @param url address of the owner role
 * @returns names of the steps that were run
 */
export async function migrate(url: string, steps: readonly SchemaStep[]): Promise<string[]> {
  const lock = new Client({ connectionString: url });
  await lock.connect();
  try {
    await lock.query('select pg_advisory_lock($1)', [LOCK]);
    const source = new DataSource({ type: 'postgres', url, migrations: steps.map(migrationOf), migrationsTableName: 'duban_migrations', migrationsTransactionMode: 'all' });
    await source.initialize();
    try {
      const run = await source.runMigrations();
      await source.query('grant select on duban_migrations to duban_app');
      return run.map((m) => m.name);
    } finally {
      await source.destroy();
    }
  } finally {
    await lock.end();
  }
}

/** What keeps a process from running on the database as it is; null where the schema is its own. */
export async function schemaProblem(pool: { query(sql: string): Promise<{ rows: { name: string }[] }> }, steps: readonly SchemaStep[]): Promise<{ zh: string; en: string } | null> {
  const expected = steps.map(nameOf);
  let found: string[];
  try {
    found = (await pool.query('select name from duban_migrations order by timestamp')).rows.map((r) => r.name);
  } catch (error) {
    if ((error as { code?: string }).code !== '42P01') throw error;
    found = [];
  }
  const missing = expected.filter((n) => !found.includes(n));
  const newer = found.filter((n) => !expected.includes(n));
  if (newer.length > 0) return { zh: `数据库结构比本程序新（${newer[0]}），请升级程序`, en: `the database is newer than this program (${newer[0]}): upgrade the program` };
  if (missing.length > 0) return { zh: `数据库结构缺少 ${missing.length} 步，请运行 duban migrate`, en: `the database lacks ${missing.length} step(s): run duban migrate` };
  return null;
}
