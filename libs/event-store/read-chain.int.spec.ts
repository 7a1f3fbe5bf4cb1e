import { roomDatabase, type RoomDatabase } from '#libs/platform/testing/room-database';
import { EventStore } from './event-store';
import { readChain, readChainHeads } from './read-chain';
import { eventStoreMigrations } from './schema/migration-steps';
import { anEvent, appendTo, untilSettled } from './testing/events';

let database: RoomDatabase;
let store: EventStore;

beforeEach(async () => {
  database = await roomDatabase(eventStoreMigrations);
  store = new EventStore(database.appPool(4));
});
afterEach(() => database.drop());

/** What only a superuser who goes around the triggers can do. */
async function tamper(sql: string): Promise<void> {
  const client = await database.pool.connect();
  try {
    await client.query('set session_replication_role = replica');
    await client.query(sql);
  } finally {
    await client.query('reset session_replication_role');
    client.release();
  }
}

describe('one chain, as the auditor reads it', () => {
  it('holds as it was written, and says what the newest seal covers', async () => {
    const before = await appendTo(store, 'item/1', anEvent('t', { n: 1 }), anEvent('t', { n: 2 }));
    await untilSettled(store, before.cursor);
    const seal = await store.seal();
    await appendTo(store, 'item/1', anEvent('t', { n: 3 }));
    const chain = (await readChain(database.pool, 'item/1'))!;
    expect(chain).toMatchObject({ brokenAt: null, seal: { number: seal.number } });
    expect(chain.events.map((e) => [e.version, e.holds, e.sealed])).toEqual([[1, true, true], [2, true, true], [3, true, false]]);
    expect(await readChain(database.pool, 'item/none')).toBeNull();
  });

  it.each([
    ['changed', `update log.events set data = '{"n":9}' where stream = 'item/1' and version = 2`, 2],
    ['taken out of its middle', `delete from log.events where stream = 'item/1' and version = 2`, 3],
    ['cut off at its end', `delete from log.events where stream = 'item/1' and version = 3`, 2],
    ['emptied', `delete from log.events where stream = 'item/1'`, 0],
  ])('is shown where it was %s', async (_, sql, brokenAt) => {
    await appendTo(store, 'item/1', anEvent('t', { n: 1 }), anEvent('t', { n: 2 }), anEvent('t', { n: 3 }));
    await tamper(sql);
    expect((await readChain(database.pool, 'item/1'))!.brokenAt).toBe(brokenAt);
  });

  it('is found by a part of its name, a page at a time; nothing in the name is a pattern', async () => {
    for (const stream of ['item/1', 'item/2', 'plan/1', 'item%']) await appendTo(store, stream);
    expect((await readChainHeads(database.pool, 'item', '', 10)).map((h) => h.stream)).toEqual(['item%', 'item/1', 'item/2']);
    expect((await readChainHeads(database.pool, 'item', 'item/1', 10)).map((h) => [h.stream, h.version])).toEqual([['item/2', 1]]);
    expect((await readChainHeads(database.pool, '%', '', 10)).map((h) => h.stream)).toEqual(['item%']);
  });
});
