import { measureReaders } from '#libs/event-store/testing/reader-completeness';
import { eventStoreMigrations } from '#libs/event-store/schema/migration-steps';
import { roomDatabase } from '#libs/platform/testing/room-database';

/**
 * Whether a reader of the log misses, doubles or disorders anything while 16 writers are at it. Exits with 1 where it does, and
 * also where the deliberately wrong reader (`position > last`) loses nothing, since then the load proved nothing.
 *
 *     DUBAN_TEST_DATABASE_URL=postgres://… node dist/test/log/reader-completeness.js [events in all] [seed …]
 */
async function main(): Promise<void> {
  const events = Number(process.argv[2] ?? 1_000_000);
  const seeds = process.argv.slice(3).map(Number);
  if (seeds.length === 0) seeds.push(1, 2, 3, 4);
  let faults = 0;
  let lostByWrongReader = 0;
  let appended = 0;
  for (const seed of seeds) {
    // A database for each seed: the wrong reader has no index, and is not what is measured.
    const database = await roomDatabase(eventStoreMigrations, 2);
    try {
      await database.pool.query('create index on log.events (position)');
      const started = Date.now();
      const result = await measureReaders(database, { events: Math.ceil(events / seeds.length), writers: 16, seed, streams: 2_000 });
      const { compoundCursor: ours, positionAlone: wrong } = result;
      console.log(
        `seed ${seed}: ${result.appended} events in ${((Date.now() - started) / 1000).toFixed(0)} s, ${result.multiStreamAppends} multi-stream ` +
          `appends, ${result.conflicts} conflicts, ${result.heldOpen} held open`,
      );
      console.log(`  compound cursor: ${ours.missed} missed / ${ours.twice} twice / ${ours.outOfOrder} out of order`);
      console.log(`  position > last: ${wrong.missed} missed / ${wrong.twice} twice`);
      faults += ours.missed + ours.twice + ours.outOfOrder;
      lostByWrongReader += wrong.missed;
      appended += result.appended;
    } finally {
      await database.drop();
    }
  }
  console.log(`${appended} events: ${faults} faults; the wrong reader lost ${lostByWrongReader}`);
  if (faults > 0 || lostByWrongReader === 0) process.exitCode = 1;
}

void main();
