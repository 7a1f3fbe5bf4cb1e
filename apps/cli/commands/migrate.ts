import { Pool } from 'pg';
import { KNOWN_EVENTS } from '#libs/commands/event-types';
import { openClock } from '#libs/commands/open-clock';
import { seedReferences } from '#libs/commands/seed';
import { EventStore } from '#libs/event-store/event-store';
import { migrate } from '#libs/projections/migrations';
import { SCHEMA_STEPS } from '#libs/projections/schema/steps';
import { configurationFor } from '../context';

/** Brings the schema up to date as its owner, and sets the first policy and calendar. May be repeated without harm. */
export async function migrateCommand(): Promise<void> {
  const configuration = configurationFor(['database']);
  const { database } = configuration;
  const run = await migrate(database!.ownerUrl, SCHEMA_STEPS);
  const pool = new Pool({ connectionString: database!.url, max: 1 });
  try {
    const set = await seedReferences(new EventStore(pool, KNOWN_EVENTS), (await openClock(pool, configuration)).now());
    console.log(`数据库结构：执行 ${run.length} 步 / schema: ${run.length} step(s) run${set.length > 0 ? `; set ${set.join(', ')}` : ''}`);
  } finally {
    await pool.end();
  }
}
