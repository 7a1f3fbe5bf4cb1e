import { roomDatabase, type RoomDatabase } from '#libs/platform/testing/room-database';
import { measureReaders } from './testing/reader-completeness';
import { EventStore } from './event-store';
import { eventStoreMigrations } from './schema/migration-steps';
import { appendTo, untilSettled } from './testing/events';
import { BEGINNING } from './cursor';

let database: RoomDatabase;
beforeAll(async () => {
  database = await roomDatabase(eventStoreMigrations);
});
afterAll(() => database.drop());

describe('reading the whole log', () => {
  it('holds back what an older open transaction could still be put before', async () => {
    const store = new EventStore(database.pool);
    const open = await database.pool.connect();
    try {
      await open.query('begin');
      await open.query('select pg_current_xact_id()');
      const appended = await appendTo(store, 'held-back');
      expect(await store.readAfter(BEGINNING, 10)).toEqual([]);
      await open.query('rollback');
      await untilSettled(store, appended.cursor);
      expect(await store.readAfter(BEGINNING, 10)).toHaveLength(1);
    } finally {
      open.release();
    }
  });

  it('misses nothing, gives nothing twice, keeps the order: 30,000 events of 16 writers, some held open', async () => {
    const result = await measureReaders(database, { events: 30_000, writers: 16, seed: 20260302 });
    expect(result.appended).toBeGreaterThanOrEqual(30_000);
    expect(result.conflicts).toBeGreaterThan(0);
    expect(result.multiStreamAppends).toBeGreaterThan(0);
    expect(result.heldOpen).toBeGreaterThan(0);
    expect(result.compoundCursor).toEqual({ missed: 0, twice: 0, outOfOrder: 0 });
    // The same measure on a reader by position alone must find losses, or it proves nothing.
    expect(result.positionAlone.missed).toBeGreaterThan(0);
  });
});
