import type { ClientBase } from 'pg';
import { roomDatabase, type RoomDatabase } from '#libs/platform/testing/room-database';
import { readCheckpoint, resetCheckpoint } from './checkpoint';
import { BEGINNING } from './cursor';
import type { RecordedEvent } from './event';
import { EventStore } from './event-store';
import type { EventTypes } from './event-types';
import { readParked } from './parked-streams';
import { StreamOrder, SubscriptionStopped } from './stream-order';
import { Subscription } from './subscription';
import { EpochRefused } from './subscription.errors';
import type { SubscriptionOptions } from './subscription.options';
import { eventStoreMigrations } from './schema/migration-steps';
import { anEvent, appendTo, until } from './testing/events';

let database: RoomDatabase;
let store: EventStore;
let running: Subscription[] = [];

beforeEach(async () => {
  database = await roomDatabase(eventStoreMigrations);
  await database.pool.query('create table handled (subscription text, stream text, version bigint, worker int)');
  await database.pool.query('grant all on handled to duban_app');
  store = new EventStore(database.appPool(10));
});
afterEach(async () => {
  await Promise.all(running.map((each) => each.stop()));
  running = [];
  await database.drop();
});

/** A subscription that writes down what it was given, in its own transaction. */
function subscribe(name: string, options: Partial<SubscriptionOptions> = {}, worker = 0, types?: EventTypes): Subscription {
  const subscription = new Subscription(types === undefined ? store : new EventStore(store.pool, types), {
    name,
    async handle(batch, client) {
      await writeDown(name, worker, batch, client);
    },
    ...options,
  });
  running.push(subscription);
  return subscription;
}

/** One that looks at each event before it writes down. */
function stumbling(name: string, options: Partial<SubscriptionOptions>, each: (event: RecordedEvent) => void): Subscription {
  return subscribe(name, {
    ...options,
    async handle(batch, client) {
      batch.forEach(each);
      await writeDown(name, 0, batch, client);
    },
  });
}

async function writeDown(name: string, worker: number, batch: readonly RecordedEvent[], client: ClientBase): Promise<void> {
  await client.query('insert into handled select $1, s, v, $4 from unnest($2::text[], $3::bigint[]) as b(s, v)', [
    name, batch.map((event) => event.stream), batch.map((event) => event.version), worker,
  ]);
}

async function handled(name: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ place: string }>(
    `select stream || '@' || version as place from handled where subscription = $1`,
    [name],
  );
  return rows.map((row) => row.place).sort();
}

async function appendMany(streams: number, versions: number): Promise<string[]> {
  const places: string[] = [];
  for (let stream = 0; stream < streams; stream++) {
    await appendTo(store, `s${stream}`, ...Array.from({ length: versions }, () => anEvent()));
    for (let version = 1; version <= versions; version++) places.push(`s${stream}@${version}`);
  }
  return places.sort();
}

describe('a subscription', () => {
  it('handles each event once, goes on where it stopped, and lets a writer read their own write', async () => {
    const first = subscribe('p', { batchSize: 7 });
    void first.run();
    const places = await appendMany(5, 10);
    const { cursor } = await appendTo(store, 's5');
    first.wake();
    expect(await store.waitForCheckpoint('p', cursor, 60_000)).toBe(true);
    await first.stop();
    expect(first.state).toMatchObject({ phase: 'stopped', handledEvents: 51, cursor });

    const late = await appendTo(store, 's5');
    expect(await store.waitForCheckpoint('p', late.cursor, 50)).toBe(false);
    expect((await store.lag('p')).oldestUnreadMs).toBeGreaterThan(0);
    const second = subscribe('p');
    void second.run();
    expect(await store.waitForCheckpoint('p', late.cursor, 60_000)).toBe(true);
    expect(await handled('p')).toEqual([...places, 's5@1', 's5@2'].sort());
    expect(await store.lag('p')).toEqual({ cursor: late.cursor, oldestUnreadMs: 0 });
    expect(second.state.handledEvents).toBe(1);
  });

  it('of one name advances in one worker only, and another takes over when that one goes', async () => {
    const workers = [1, 2, 3].map((worker) => subscribe('fenced', { batchSize: 3 }, worker));
    for (const each of workers) void each.run();
    const places = await appendMany(6, 5);
    await until('all is handled', async () => (await handled('fenced')).length === places.length);
    const leader = workers.find((each) => each.state.phase === 'following')!;
    expect(workers.filter((each) => each.state.phase === 'waiting')).toHaveLength(2);
    await leader.stop();
    const { cursor } = await appendTo(store, 'after');
    expect(await store.waitForCheckpoint('fenced', cursor, 60_000)).toBe(true);
    expect(await handled('fenced')).toEqual([...places, 'after@1'].sort());
    const { rows } = await database.pool.query('select distinct worker from handled');
    expect(rows).toHaveLength(2);
  });

  it('whose fence failed is still stopped by the checkpoint: the later of two commits is rolled back', async () => {
    await appendTo(store, 's');
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let entered = 0;
    const subscription = subscribe('cas', {
      async handle(batch, client) {
        await writeDown('cas', 1, batch, client);
        entered += 1;
        if (entered === 1) await held;
      },
    });
    void subscription.run();
    await until('the handler is inside', () => entered === 1);
    // Another worker that ran in spite of the fence.
    const [event] = await store.readAfter(BEGINNING, 1);
    await database.pool.query('insert into log.checkpoints (name, log_epoch, epoch, transaction_id, position) values ($1, 1, $2, $3, $4)', [
      'cas', event!.cursor.epoch, event!.cursor.transactionId, event!.cursor.position,
    ]);
    release();
    await until('it has begun anew', () => subscription.state.phase === 'following' && subscription.state.cursor.epoch === 1);
    expect(await handled('cas')).toEqual([]);
    expect(entered).toBe(1);
  });

  it('that fails between handler and commit leaves nothing behind and handles the batch again', async () => {
    const places = await appendMany(2, 3);
    let attempts = 0;
    const troubles: unknown[] = [];
    const subscription = subscribe('crash', {
      onTrouble: (error) => troubles.push(error),
      async handle(batch, client) {
        await writeDown('crash', attempts, batch, client);
        attempts += 1;
        if (attempts === 1) throw new Error('planted');
        // The second time the server itself takes the connection away before the commit.
        if (attempts === 2) {
          const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
          await database.pool.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
        }
      },
    });
    void subscription.run();
    await until('all is handled', async () => (await handled('crash')).length > 0);
    expect(await handled('crash')).toEqual(places);
    expect(attempts).toBe(3);
    expect(troubles).toHaveLength(2);
  });

  it('lives through losing its connection while idle', async () => {
    const subscription = subscribe('idle');
    void subscription.run();
    await until('it follows', () => subscription.state.phase === 'following');
    await database.pool.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'subscription idle'`);
    const { cursor } = await appendTo(store, 's');
    expect(await store.waitForCheckpoint('idle', cursor, 60_000)).toBe(true);
    expect(await handled('idle')).toEqual(['s@1']);
  });
});

describe('an unknown event', () => {
  const types: EventTypes = { newestSchemaVersions: new Map([['item-noted', 1], ['new-type', 1]]) };

  it('parks its stream, visibly, lets the others go on, and is taken up by a process that knows it', async () => {
    await appendTo(store, 'a', anEvent(), anEvent('new-type'), anEvent());
    await appendTo(store, 'b', anEvent());
    const old = subscribe('park', { knows: (type) => type === 'item-noted' });
    void old.run();
    const { cursor } = await appendTo(store, 'b');
    expect(await store.waitForCheckpoint('park', cursor, 60_000)).toBe(true);
    const after = await appendTo(store, 'a');
    expect(await store.waitForCheckpoint('park', after.cursor, 60_000)).toBe(true);
    expect(await handled('park')).toEqual(['a@1', 'b@1', 'b@2']);
    expect(old.state.parkedStreams).toBe(1);
    expect(await readParked(store.pool, 'park')).toMatchObject([
      { stream: 'a', version: 2, cause: 'unknown', reason: { en: 'unknown event type new-type, schema version 1' } },
    ]);
    await old.stop();

    const newer = subscribe('park', {}, 0, types);
    void newer.run();
    await until('nothing is parked', async () => (await readParked(store.pool, 'park')).length === 0);
    expect(await handled('park')).toEqual(['a@1', 'a@2', 'a@3', 'a@4', 'b@1', 'b@2']);
    const last = await appendTo(store, 'a');
    expect(await store.waitForCheckpoint('park', last.cursor, 60_000)).toBe(true);
    expect(await handled('park')).toContain('a@5');
  });

  it('of a newer schema version is unknown too', async () => {
    await appendTo(store, 'a', { ...anEvent(), schemaVersion: 2 });
    const knowing = new EventStore(store.pool, types);
    expect(await knowing.readStream('a')).toMatchObject([{ known: false }]);
    const subscription = subscribe('newer', {}, 0, types);
    void subscription.run();
    await until('it is parked', () => subscription.state.parkedStreams === 1);
    expect(await handled('newer')).toEqual([]);
  });

  it('is not upcast; a known one of an older schema version is', async () => {
    await appendTo(store, 'a', anEvent('item-noted', { n: 1 }), anEvent('other', { n: 1 }));
    const upcasting = new EventStore(store.pool, {
      newestSchemaVersions: new Map([['item-noted', 2]]),
      upcasters: new Map([['item-noted', (event) => ({ ...event, schemaVersion: 2, data: { note: `${String(event.data['n'])}` } })]]),
    });
    expect(await upcasting.readStream('a')).toMatchObject([
      { schemaVersion: 2, data: { note: '1' }, known: true },
      { schemaVersion: 1, data: { n: 1 }, known: false },
    ]);
  });
});

describe('an event that the handler cannot take in', () => {
  const parksFailing = (error: unknown, event: { version: number }) => ({ zh: `第 ${event.version} 版`, en: (error as Error).message });

  it('parks its stream from there on, lets the others and what came before go on, and is taken up once it can be', async () => {
    let mended = false;
    await appendTo(store, 'a', anEvent());
    await appendTo(store, 'b', anEvent(), anEvent('bad'), anEvent());
    await appendTo(store, 'c', anEvent(), anEvent());
    const subscription = stumbling('failing', { parksFailing }, (event) => {
      if (event.type === 'bad' && !mended) throw new TypeError('no rows of it');
    });
    void subscription.run();
    const { cursor } = await appendTo(store, 'b');
    expect(await store.waitForCheckpoint('failing', cursor, 60_000)).toBe(true);
    expect((await handled('failing')).sort()).toEqual(['a@1', 'b@1', 'c@1', 'c@2']);
    expect(await readParked(store.pool, 'failing')).toMatchObject([{ stream: 'b', version: 2, cause: 'failed', reason: { zh: '第 2 版', en: 'no rows of it' } }]);

    // Tried again without success, it stays where it is, and nothing else waits for it.
    subscription.renew();
    const other = await appendTo(store, 'c');
    expect(await store.waitForCheckpoint('failing', other.cursor, 60_000)).toBe(true);
    expect(subscription.state.parkedStreams).toBe(1);

    mended = true;
    subscription.renew();
    await until('nothing is parked', async () => (await readParked(store.pool, 'failing')).length === 0);
    expect((await handled('failing')).sort()).toEqual(['a@1', 'b@1', 'b@2', 'b@3', 'b@4', 'c@1', 'c@2', 'c@3']);
  });

  it('stops the subscription where it is not said that it parks', async () => {
    await appendTo(store, 'a', anEvent('bad'));
    const subscription = stumbling('strict', {}, () => {
      throw new TypeError('no rows of it');
    });
    void subscription.run();
    await until('it is troubled', () => subscription.state.phase === 'troubled');
    expect(await readParked(store.pool, 'strict')).toEqual([]);
  });

  it('is not what a server that is away looks like', async () => {
    await appendTo(store, 'a', anEvent());
    let away = 3;
    const subscription = stumbling('passing', { parksFailing }, () => {
      if (away-- > 0) throw new Error('Connection terminated unexpectedly');
    });
    void subscription.run();
    await until('it is taken in', async () => (await handled('passing')).length === 1);
    expect(await readParked(store.pool, 'passing')).toEqual([]);
  });
});

describe('the order of versions', () => {
  async function plantGap(): Promise<void> {
    await appendTo(store, 'gap', anEvent(), anEvent(), anEvent());
    const client = await database.pool.connect();
    await client.query('set session_replication_role = replica');
    await client.query(`delete from log.events where stream = 'gap' and version = 2`);
    await client.query('reset session_replication_role');
    client.release();
  }

  it('broken in the log stops the subscription loudly', async () => {
    await plantGap();
    for (const batchSize of [1, 100]) {
      const subscription = subscribe(`gap-${batchSize}`, { batchSize });
      const end = await subscription.run().catch((error: unknown) => error);
      expect(end).toBeInstanceOf(SubscriptionStopped);
      expect(end).toMatchObject({ stream: 'gap', lastVersion: 1, foundVersion: 3 });
      expect(subscription.state.phase).toBe('stopped');
    }
  });

  it('of a stream not remembered is compared with the log', async () => {
    await appendTo(store, 'far', anEvent(), anEvent(), anEvent());
    const events = await store.readStream('far');
    const client = await database.pool.connect();
    try {
      await new StreamOrder('x').check(client, events[1]!.cursor, [events[2]!]);
      await expect(new StreamOrder('x').check(client, events[0]!.cursor, [events[2]!])).rejects.toMatchObject({
        name: 'SubscriptionStopped', lastVersion: null, foundVersion: 3,
      });
    } finally {
      client.release();
    }
  });
});

describe('after a restore', () => {
  it('a checkpoint of the old epoch is refused until it is rebuilt, or its subscriber says that it can continue', async () => {
    const owner = new EventStore(database.pool);
    const places = await appendMany(2, 2);
    for (const name of ['rebuilds', 'continues', 'running']) {
      const subscription = subscribe(name);
      void subscription.run().catch(() => undefined);
      await until('it has read', async () => (await handled(name)).length === places.length);
      if (name !== 'running') await subscription.stop();
    }
    const live = running[2]!;
    expect(await owner.raiseEpoch()).toBe(2);

    await expect(subscribe('rebuilds').run()).rejects.toThrow(EpochRefused);
    const continuing = subscribe('continues', { continuesAcrossEpochs: true });
    void continuing.run();
    const { cursor } = await appendTo(store, 'new');
    expect(cursor.epoch).toBe(2);
    expect(await store.waitForCheckpoint('continues', cursor, 60_000)).toBe(true);
    expect(await handled('continues')).toEqual([...places, 'new@1'].sort());
    await expect(live.run()).rejects.toThrow(EpochRefused);
    expect(await handled('running')).toEqual(places);

    await resetCheckpoint(store.pool, 'rebuilds');
    await database.pool.query(`delete from handled where subscription = 'rebuilds'`);
    const rebuilt = subscribe('rebuilds', { batchSize: 1 });
    void rebuilt.run();
    expect(await store.waitForCheckpoint('rebuilds', cursor, 60_000)).toBe(true);
    expect(await handled('rebuilds')).toEqual([...places, 'new@1'].sort());
    expect(await readCheckpoint(store.pool, 'rebuilds')).toEqual({ cursor, logEpoch: 2, moves: 0 });
  });
});
