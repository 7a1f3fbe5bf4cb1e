import type { Pool, PoolClient } from 'pg';
import { BEGINNING, type Cursor } from '#libs/event-store/cursor';
import type { RecordedEvent } from '#libs/event-store/event';
import type { EventStore } from '#libs/event-store/event-store';
import { comesOfEvents, firstFailing } from '#libs/event-store/failing-event';
import { inTransaction as inOneTransaction, undone } from '#libs/event-store/in-transaction';
import { parkedAsUnknown, type ParkedStream } from '#libs/event-store/parked-streams';
import { StreamFailed } from '#libs/event-store/subscription.errors';
import { readByStream, readEnd, type StoredEvent, type StreamPlace } from '#libs/event-store/read-by-stream';
import { BRAKE_STREAM } from '#libs/supervision/brake';
import { BRIEFING_STREAM } from '#libs/supervision/briefing/briefing';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import { PROCEEDING_KINDS } from '#libs/supervision/proceeding/kinds';
import { SERIES_STREAM } from '#libs/supervision/series';
import { BrakeSpans } from './brake.spans';
import { ItemHistories } from './item.history';
import { ReadModels } from './projector';
import { RulesBook } from './rules.book';
import { ItemsPassed } from './rules.pass';
import { readSql } from './schema/read.sql';
import { takeIndexesOff } from './shadow.indexes';
import { whyParked } from './why-parked';

/** More would only fill the memory, and be copied about by the collector: a batch's rows live until they are written. */
const BATCH = 1_000;

export type Progress = (events: number) => void;

/** What a shadow holds: the log up to a place, but for streams that go on with an event not known here, or of which no rows can be made. */
export interface Filled {
  cursor: Cursor;
  /** By stream. */
  parked: Map<string, ParkedStream>;
}

/** Makes an empty set of read models beside the ones that serve. A left-over of the name is dropped. */
export async function makeShadow(owner: Pool, schema: string): Promise<void> {
  await owner.query(`drop schema if exists ${schema} cascade`);
  await owner.query(readSql(schema));
}

/**
 * Fills an empty shadow from the whole log: each stream folded in memory, rows written in bulk. A batch ends where a stream ends, so
 * that nothing written is changed by a later batch: then the tables need no index until they are full.
 *
 * @param before streams that are read no further than to where they are parked
 */
export async function fillShadow(store: EventStore, owner: Pool, schema: string, progress: Progress = () => undefined, before: readonly ParkedStream[] = []): Promise<Filled> {
  try {
    return await filledOnce(store, owner, schema, progress, before, true);
  } catch (error) {
    if (!(error instanceof KeysBroken)) throw error;
    // Some row comes twice. With the keys on it is found with its stream, which is parked.
    await makeShadow(owner, schema);
    return filledOnce(store, owner, schema, progress, before, false);
  }
}

/** The rows of the log do not keep the keys of their tables. */
class KeysBroken extends Error {}

async function filledOnce(store: EventStore, owner: Pool, schema: string, progress: Progress, before: readonly ParkedStream[], keysOff: boolean): Promise<Filled> {
  const end = await readEnd(owner);
  const parked: Filled['parked'] = new Map(before.map((p) => [p.stream, p]));
  if (end === null) return { cursor: BEGINNING, parked };
  let events = 0;
  const read = (prefix: string, write: Write): Promise<void> =>
    eachBatch(store, owner, prefix, end, async (batch) => {
      await writeOrPark(owner, byStream(batch), parked, write);
      progress((events += batch.length));
    });

  const book = await RulesBook.upTo(store, end, true, parked);
  for (const [stream, { event, error }] of book.stopped) parked.set(stream, error === null ? parkedAsUnknown(event) : parkedAsFailing(error, event));
  const spans = new BrakeSpans();
  // The brake decides what is delivered, and comes first.
  await read(BRAKE_STREAM, async (streams) => [...streams].flat().forEach((e) => spans.add(e)));
  const restoreIndexes = keysOff ? await takeIndexesOff(owner, schema) : undefined;
  await read(ITEM_STREAM, (streams, client) => {
    const histories = new ItemHistories(schema, book, spans);
    for (const stream of streams) histories.add(stream, parked.has(stream[0]!.stream));
    return histories.flush(client);
  });
  await restoreIndexes?.().catch((error: unknown) => {
    throw comesOfEvents(error) ? new KeysBroken('rows that come twice', { cause: error }) : error;
  });
  // Plans and briefings stand by themselves; series give numbers to the notices of items, and come last.
  const models = new ReadModels(store, schema, parked);
  for (const kind of PROCEEDING_KINDS) await read(`${kind.name}/`, (streams, client) => models.applyProceedings([...streams].flat(), book, spans, client));
  for (const prefix of [PLAN_STREAM, BRIEFING_STREAM, SERIES_STREAM]) await read(prefix, (streams, client) => models.apply([...streams].flat(), client));
  await inTransaction(owner, (client) => ItemsPassed.write(client, schema, { base: book.count, through: book.count, itemId: '', proceeding: null }));
  return { cursor: end, parked };
}

/** Takes in whole streams, in the transaction that writes them. */
type Write = (streams: Iterable<RecordedEvent[]>, client: PoolClient) => Promise<void>;

function byStream(batch: readonly StoredEvent[]): StoredEvent[][] {
  const streams: StoredEvent[][] = [];
  for (const event of batch) {
    const last = streams.at(-1);
    if (last?.[0]?.stream === event.stream) last.push(event);
    else streams.push([event]);
  }
  return streams;
}

/** Stream by stream, each up to where it is parked: one with an event that is not known is parked there. Parsed one at a time, so that none waits in memory. */
function* parsed(streams: readonly StoredEvent[][], parked: Filled['parked']): Generator<RecordedEvent[]> {
  for (const stored of streams) {
    const events: RecordedEvent[] = [];
    for (const { stream, version, event } of stored) {
      if (version >= (parked.get(stream)?.version ?? Infinity)) break;
      const read = event();
      if (read.known) events.push(read);
      else parked.set(stream, parkedAsUnknown(read));
    }
    if (events.length > 0) yield events;
  }
}

/** Writes whole streams in a transaction. Where that fails because of one, it is found by halving, written as far as it goes, and parked there. */
async function writeOrPark(owner: Pool, streams: readonly StoredEvent[][], parked: Filled['parked'], write: Write): Promise<void> {
  try {
    await inTransaction(owner, (client) => write(parsed(streams, parked), client));
  } catch (error) {
    if (!comesOfEvents(error)) throw error;
    if (streams.length > 1) {
      const half = Math.ceil(streams.length / 2);
      await writeOrPark(owner, streams.slice(0, half), parked, write);
      return writeOrPark(owner, streams.slice(half), parked, write);
    }
    const [events] = [...parsed(streams, parked)] as [RecordedEvent[]];
    const found = await withClient(owner, (client) => firstFailing(events.length, (count) => undone(client, () => write([events.slice(0, count)], client))));
    if (found === null) throw error;
    parked.set(events[0]!.stream, parkedAsFailing(found.error, events[found.index]!));
    if (found.index > 0) await inTransaction(owner, (client) => write([events.slice(0, found.index)], client));
  }
}

function parkedAsFailing(error: unknown, event: RecordedEvent): ParkedStream {
  return { stream: event.stream, version: event.version, cause: 'failed', reason: whyParked(error, event) };
}

/** The events of each stream before where it is parked. */
function upToParked(batch: readonly RecordedEvent[], parked: Filled['parked']): RecordedEvent[] {
  return batch.filter((e) => e.version < (parked.get(e.stream)?.version ?? Infinity));
}

/** Reads whole streams, some thousand events in a batch, and writes each batch while the next one is read and folded. */
async function eachBatch(store: EventStore, owner: Pool, prefix: string, end: Cursor, write: (batch: StoredEvent[]) => Promise<void>): Promise<void> {
  let place: StreamPlace | null = null;
  let next = readByStream(owner, store.types, prefix, null, end, BATCH);
  let carried: StoredEvent[] = [];
  let writing: Promise<void> = Promise.resolve();
  for (;;) {
    const read: StoredEvent[] = await next;
    const last = read.at(-1);
    if (last) {
      place = { stream: last.stream, version: last.version };
      next = readByStream(owner, store.types, prefix, place, end, BATCH);
      next.catch(() => undefined);
    }
    const all = [...carried, ...read];
    const whole = last ? all.findIndex((e) => e.stream === last.stream) : all.length;
    carried = all.slice(whole);
    if (whole > 0) {
      const now = write(all.slice(0, whole));
      now.catch(() => undefined);
      await writing;
      writing = now;
    }
    if (!last) break;
  }
  await writing;
}

/** Brings a shadow from one place of the log to another, in the log's order, with what changes of rules leave to do. */
export async function catchUpShadow(store: EventStore, owner: Pool, schema: string, filled: Filled, upTo: (event: RecordedEvent) => boolean): Promise<Filled> {
  const parked = new Map(filled.parked);
  const models = new ReadModels(store, schema, parked);
  let { cursor } = filled;
  for (;;) {
    const batch = (await store.readAfter(cursor, BATCH)).filter(upTo);
    const last = batch.at(-1);
    if (!last) break;
    for (const e of batch) if (!e.known && !parked.has(e.stream)) parked.set(e.stream, parkedAsUnknown(e));
    const events = upToParked(batch, parked);
    try {
      await inTransaction(owner, (client) => models.apply(events, client));
    } catch (error) {
      if (!comesOfEvents(error)) throw error;
      const found = await withClient(owner, (client) => firstFailing(events.length, (count) => undone(client, () => models.apply(events.slice(0, count), client))));
      models.forget();
      if (found === null) throw error;
      // Set aside, and the batch comes again without it.
      parked.set(events[found.index]!.stream, parkedAsFailing(found.error, events[found.index]!));
      continue;
    }
    cursor = last.cursor;
  }
  await passShadow(owner, models, cursor, parked);
  return { cursor, parked };
}

/** What changes of rules have left to do; a stream that cannot take them in is set aside. */
async function passShadow(owner: Pool, models: ReadModels, cursor: Cursor, parked: Filled['parked']): Promise<void> {
  for (let more = true, failures = 0; more; ) {
    try {
      await inTransaction(owner, async (client) => {
        more = await models.pass(client, cursor);
      });
      failures = 0;
    } catch (error) {
      // The first failure of a piece is of several streams, the next names one.
      if (error instanceof StreamFailed) parked.set(error.stream, { stream: error.stream, version: error.version, cause: 'failed', reason: whyParked(error.cause, { version: error.version, type: null }) });
      else if (!comesOfEvents(error) || (failures += 1) > 1) throw error;
    }
  }
}

/** One transaction; what a shadow loses in a power cut is filled again, so it does not wait for the disk. */
function inTransaction(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  return withClient(pool, (client) =>
    inOneTransaction(client, async () => {
      await client.query('set local synchronous_commit = off');
      await work(client);
    }),
  );
}

async function withClient<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}
