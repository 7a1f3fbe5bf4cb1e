import { roomDatabase, type RoomDatabase } from '#libs/platform/testing/room-database';
import { BEGINNING } from './cursor';
import { EventStore } from './event-store';
import { eventStoreMigrations } from './schema/migration-steps';
import { appendTo, untilSettled } from './testing/events';

let database: RoomDatabase;
beforeAll(async () => {
  database = await roomDatabase(eventStoreMigrations);
});
afterAll(() => database.drop());

const versions = (events: readonly { stream: string }[]): string[] => events.map((e) => e.stream);

describe('what the subscriptions of one process share', () => {
  it('reads once what several ask for, and gives no gap to who comes from further behind', async () => {
    const store = new EventStore(database.pool);
    const { recent } = store;
    const first = await appendTo(store, 'a');
    const second = await appendTo(store, 'b');
    const third = await appendTo(store, 'c');
    await untilSettled(store, third.cursor);

    // The first reader begins late in the log, as one does that goes on from its checkpoint.
    expect(versions(await recent.after(database.pool, second.cursor, 10))).toEqual(['c']);
    expect(versions(await recent.after(database.pool, BEGINNING, 10))).toEqual(['a', 'b', 'c']);
    expect(versions(await recent.after(database.pool, first.cursor, 10))).toEqual(['b', 'c']);

    const fourth = await appendTo(store, 'd');
    const fifth = await appendTo(store, 'e');
    await untilSettled(store, fifth.cursor);
    // Somebody who is further on than anything that was read: what lies between is not held, and not left out.
    expect(versions(await recent.after(database.pool, fourth.cursor, 10))).toEqual(['e']);
    expect(versions(await recent.after(database.pool, second.cursor, 10))).toEqual(['c', 'd', 'e']);
    expect(versions(await recent.after(database.pool, third.cursor, 1))).toEqual(['d']);
    expect(await recent.after(database.pool, fifth.cursor, 10)).toEqual([]);
  });

  it('asks the log again after a session began anew', async () => {
    const store = new EventStore(database.pool);
    const last = await appendTo(store, 'f');
    await untilSettled(store, last.cursor);
    let asked = 0;
    const counting = { query: (...args: unknown[]): unknown => ((asked += 1), (database.pool.query as (...a: unknown[]) => unknown).apply(database.pool, args)) } as unknown as typeof database.pool;
    await store.recent.after(counting, BEGINNING, 10);
    await store.recent.after(counting, BEGINNING, 10);
    expect(asked).toBe(1);
    store.recent.forget();
    expect(versions(await store.recent.after(counting, BEGINNING, 10))).toContain('f');
    expect(asked).toBe(2);
  });
});
