import { measureReaders } from '#libs/event-store/testing/reader-completeness';
import { eventStoreMigrations } from '#libs/event-store/schema/migration-steps';
import { roomDatabase } from '#libs/platform/testing/room-database';

const SEEDS = [1, 2, 3, 4];
const WRITERS = 32;

/** Follows the log while 32 writers are at it, several seeds; prints the sums as one line of JSON. */
async function main(): Promise<void> {
  const events = Number(process.argv[2] ?? 1_000_000);
  const sum = { appended: 0, missed: 0, twice: 0, outOfOrder: 0, lostByPositionAlone: 0, heldOpen: 0, conflicts: 0, multiStreamAppends: 0 };
  for (const seed of SEEDS) {
    const database = await roomDatabase(eventStoreMigrations, 2);
    try {
      await database.pool.query('create index on log.events (position)');
      const found = await measureReaders(database, { events: Math.ceil(events / SEEDS.length), writers: WRITERS, seed, streams: 2_000 });
      for (const key of ['appended', 'heldOpen', 'conflicts', 'multiStreamAppends'] as const) sum[key] += found[key];
      for (const key of ['missed', 'twice', 'outOfOrder'] as const) sum[key] += found.compoundCursor[key];
      sum.lostByPositionAlone += found.positionAlone.missed;
    } finally {
      await database.drop();
    }
  }
  console.log(JSON.stringify(sum));
}

void main();
