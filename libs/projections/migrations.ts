import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { Client } from 'pg';
import { nameOf, type SchemaStep } from './schema-problem';

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
