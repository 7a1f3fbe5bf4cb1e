import type { Pool, PoolClient } from 'pg';
import { BEGINNING, type Cursor } from '#libs/event-store/cursor';
import type { RecordedEvent } from '#libs/event-store/event';
import type { EventStore } from '#libs/event-store/event-store';
import { readByStream, readEnd, type StoredEvent, type StreamPlace } from '#libs/event-store/read-by-stream';
import { BRAKE_STREAM } from '#libs/supervision/brake';
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

/** More would only fill the memory, and be copied about by the collector: a batch's rows live until they are written. */
const BATCH = 1_000;

export type Progress = (events: number) => void;

/** What a shadow holds: the log up to a place, but for streams that go on with an event not known here. */
export interface Filled {
  cursor: Cursor;
  /** The first event not known, by stream. */
  parked: Map<string, RecordedEvent>;
}

/** Makes an empty set of read models beside the ones that serve. A left-over of the name is dropped. */
export async function makeShadow(owner: Pool, schema: string): Promise<void> {
  await owner.query(`drop schema if exists ${schema} cascade`);
  await owner.query(readSql(schema));
}

/**
 * Fills a shadow from the whole log: each stream folded in memory, rows written in bulk. A batch ends where a stream ends, so
 * that nothing written is changed by a later batch: then the tables need no index until they are full.
 */
export async function fillShadow(store: EventStore, owner: Pool, schema: string, progress: Progress = () => undefined): Promise<Filled> {
  const end = await readEnd(owner);
  const parked: Filled['parked'] = new Map();
  if (end === null) return { cursor: BEGINNING, parked };
  let events = 0;
  const read = (prefix: string, write: (batch: Generator<RecordedEvent[]>, client: PoolClient) => Promise<void>): Promise<void> =>
    eachBatch(store, owner, prefix, end, async (batch, client) => {
      await write(byStream(batch, parked), client);
      progress((events += batch.length));
    });

  const book = await RulesBook.upTo(store, end, true);
  const spans = new BrakeSpans();
  // The brake decides what is delivered, and comes first.
  await read(BRAKE_STREAM, async (batch) => [...batch].flat().forEach((e) => spans.add(e)));
  const restoreIndexes = await takeIndexesOff(owner, schema);
  await read(ITEM_STREAM, (batch, client) => {
    const histories = new ItemHistories(schema, book, spans);
    for (const stream of batch) histories.add(stream, parked.has(stream[0]!.stream));
    return histories.flush(client);
  });
  await restoreIndexes();
  // Plans stand by themselves; series give numbers to the notices of items, and come last.
  const models = new ReadModels(store, schema);
  for (const kind of PROCEEDING_KINDS) await read(`${kind.name}/`, (batch, client) => models.applyProceedings([...batch].flat(), book, spans, client));
  for (const prefix of [PLAN_STREAM, SERIES_STREAM]) await read(prefix, (batch, client) => models.apply([...batch].flat(), client));
  await inTransaction(owner, (client) => ItemsPassed.write(client, schema, { base: book.count, through: book.count, itemId: '', proceeding: null }));
  return { cursor: end, parked };
}

/** Stream by stream, each up to the first event that is not known: that one is noted. */
function* byStream(batch: readonly StoredEvent[], parked: Filled['parked']): Generator<RecordedEvent[]> {
  for (let i = 0; i < batch.length; ) {
    const { stream } = batch[i]!;
    const events: RecordedEvent[] = [];
    for (; i < batch.length && batch[i]!.stream === stream; i++) {
      if (parked.has(stream)) continue;
      const event = batch[i]!.event();
      if (event.known) events.push(event);
      else parked.set(stream, event);
    }
    if (events.length > 0) yield events;
  }
}

/** The events of each stream before the first that is not known. */
function upToUnknown(batch: readonly RecordedEvent[], parked: Filled['parked']): RecordedEvent[] {
  return batch.filter((e) => e.version < (parked.get(e.stream)?.version ?? Infinity));
}

/** Reads whole streams, some thousand events in a batch, and writes each batch in a transaction, while the next one is read and folded. */
async function eachBatch(store: EventStore, owner: Pool, prefix: string, end: Cursor, write: (batch: StoredEvent[], client: PoolClient) => Promise<void>): Promise<void> {
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
      const now = inTransaction(owner, (client) => write(all.slice(0, whole), client));
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
  const models = new ReadModels(store, schema);
  const parked = new Map(filled.parked);
  let { cursor } = filled;
  for (;;) {
    const batch = (await store.readAfter(cursor, BATCH)).filter(upTo);
    const last = batch.at(-1);
    if (!last) break;
    for (const e of batch) if (!e.known && !parked.has(e.stream)) parked.set(e.stream, e);
    await inTransaction(owner, (client) => models.apply(upToUnknown(batch, parked), client));
    cursor = last.cursor;
  }
  let more = true;
  while (more) {
    await inTransaction(owner, async (client) => {
      more = await models.pass(client, cursor, new Set(parked.keys()));
    });
  }
  return { cursor, parked };
}

/** One transaction; what a shadow loses in a power cut is filled again, so it does not wait for the disk. */
async function inTransaction(pool: Pool, work: (client: PoolClient) => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('set local synchronous_commit = off');
    await work(client);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
