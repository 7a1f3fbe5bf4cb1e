import type { Pool, PoolClient } from 'pg';
import { BEGINNING, type Cursor } from '#libs/event-store/cursor';
import type { EventStore } from '#libs/event-store/event-store';
import type { RecordedEvent } from '#libs/event-store/event';
import { readByStream, readEnd, type StreamPlace } from '#libs/event-store/read-by-stream';
import { BRAKE_STREAM } from '#libs/supervision/brake';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import { SERIES_STREAM } from '#libs/supervision/series';
import type { RulesFor } from './item.projection';
import { ReadModels } from './projector';
import { readSql } from './schema/read.sql';
import { takeIndexesOff } from './shadow.indexes';

/** More would only fill the memory: a batch's rows live until they are written. */
const BATCH = 1_000;
/** Streams come one after the other: nothing but the one in hand needs to stay folded. */
const STREAMS_HELD = 64;
/** The brake decides what is delivered, and comes first; series give numbers to notices of items, and come last. Other prefixes have no rows. */
const PREFIXES = [BRAKE_STREAM, ITEM_STREAM, PLAN_STREAM, SERIES_STREAM];

export type Progress = (events: number) => void;

/** Makes an empty set of read models beside the ones that serve. A left-over of the name is dropped. */
export async function makeShadow(owner: Pool, schema: string): Promise<void> {
  await owner.query(`drop schema if exists ${schema} cascade`);
  await owner.query(readSql(schema));
}

/**
 * Fills a shadow from the whole log: each stream folded in memory, rows written in bulk. A batch ends where a stream ends, so
 * that nothing written is changed by a later batch: then the tables need no index until they are full.
 *
 * @returns the place of the log that the shadow holds
 */
export async function fillShadow(store: EventStore, owner: Pool, rulesFor: RulesFor, schema: string, progress: Progress = () => undefined): Promise<Cursor> {
  const end = await readEnd(owner);
  if (end === null) return BEGINNING;
  const models = new ReadModels(store, rulesFor, schema, STREAMS_HELD);
  const restoreIndexes = await takeIndexesOff(owner, schema);
  let events = 0;
  for (const prefix of PREFIXES) {
    let place: StreamPlace | null = null;
    let next = readByStream(owner, store.types, prefix, null, end, BATCH);
    let carried: RecordedEvent[] = [];
    let writing: Promise<void> = Promise.resolve();
    for (;;) {
      const read: RecordedEvent[] = await next;
      const last = read.at(-1);
      if (last) {
        place = { stream: last.stream, version: last.version };
        // Read the next batch while this one is folded and the one before is written.
        next = readByStream(owner, store.types, prefix, place, end, BATCH);
        next.catch(() => undefined);
      }
      const all = [...carried, ...read];
      const whole = last ? all.findIndex((e) => e.stream === last.stream) : all.length;
      carried = all.slice(whole);
      if (whole > 0) {
        const batch = all.slice(0, whole);
        const now = inTransaction(owner, (client) => models.apply(batch.filter((e) => e.known), client));
        now.catch(() => undefined);
        await writing;
        writing = now;
        events += batch.length;
        progress(events);
      }
      if (!last) break;
    }
    await writing;
  }
  await restoreIndexes();
  return end;
}

/** Brings a shadow from one place of the log to another, in the log's order. */
export async function catchUpShadow(store: EventStore, owner: Pool, rulesFor: RulesFor, schema: string, from: Cursor, upTo: (event: RecordedEvent) => boolean): Promise<Cursor> {
  const models = new ReadModels(store, rulesFor, schema);
  let cursor = from;
  for (;;) {
    const batch = (await store.readAfter(cursor, BATCH)).filter(upTo);
    const last = batch.at(-1);
    if (!last) return cursor;
    await inTransaction(owner, (client) => models.apply(batch.filter((e) => e.known), client));
    cursor = last.cursor;
  }
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
