import type { Pool } from 'pg';
import type { RoomDatabase } from '#libs/platform/testing/room-database';
import { append } from '../append';
import type { StreamAppend } from '../append-request';
import { BEGINNING, compareCursors, type Cursor } from '../cursor';
import { EventStore } from '../event-store';
import type { RecordedEvent } from '../event';
import { anEvent } from './events';

export interface ReaderFaults {
  /** Events in the log that the reader never gave. */
  missed: number;
  twice: number;
  /** Against the order of cursors, or of versions in a stream. */
  outOfOrder: number;
}

export interface ReaderMeasure {
  readonly appended: number;
  readonly conflicts: number;
  readonly multiStreamAppends: number;
  readonly heldOpen: number;
  /** Of all our readers. */
  readonly compoundCursor: ReaderFaults;
  /** The deliberately wrong reader: `position > last`. */
  readonly positionAlone: ReaderFaults;
}

export interface ReaderLoad {
  readonly events: number;
  readonly writers: number;
  readonly seed: number;
  readonly streams?: number;
}

/**
 * Lets writers append (one stream and several, with conflicts, with transactions held open for some milliseconds and some
 * rolled back) while readers follow the log: ours, straight from the log and two that share what they read, at a different pace;
 * and one that goes by position alone.
 */
export async function measureReaders(database: RoomDatabase, load: ReaderLoad): Promise<ReaderMeasure> {
  const pool = database.appPool(load.writers + 2);
  const start = (await pool.query<{ last: string }>('select coalesce(max(position), 0) as last from log.events')).rows[0]?.last ?? '0';
  const begin = await endOfLog(pool);
  const tally = { appended: 0, conflicts: 0, multiStreamAppends: 0, heldOpen: 0 };
  let writing = true;
  const store = new EventStore(pool);
  const { recent } = store;
  const ours = [
    follow(pool, start, begin, () => writing, (cursor) => store.readAfter(cursor, 1_000)),
    follow(pool, start, begin, () => writing, (cursor) => recent.after(pool, cursor, 1_000)),
    follow(pool, start, begin, () => writing, async (cursor) => {
      await new Promise((resolve) => setTimeout(resolve, 10));
      return recent.after(pool, cursor, 700);
    }),
  ];
  const alone = followPosition(pool, start, () => writing);
  await Promise.all(Array.from({ length: load.writers }, (_, writer) => write(pool, load, writer, tally)));
  writing = false;
  const seen = await Promise.all(ours);
  const aloneSeen = await alone;
  const [missedAlone = -1, ...missed] = await countMissing(pool, start, [aloneSeen.seen, ...seen.map((s) => s.seen)]);
  const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
  return {
    ...tally,
    compoundCursor: { missed: sum(missed), twice: sum(seen.map((s) => s.twice)), outOfOrder: sum(seen.map((s) => s.outOfOrder)) },
    positionAlone: { missed: missedAlone, twice: aloneSeen.twice, outOfOrder: aloneSeen.outOfOrder },
  };
}

type Tally = { -readonly [K in 'appended' | 'conflicts' | 'multiStreamAppends' | 'heldOpen']: number };

async function write(pool: Pool, load: ReaderLoad, writer: number, tally: Tally): Promise<void> {
  const random = mulberry32(load.seed * 1_000 + writer);
  const store = new EventStore(pool);
  const pick = (n: number): number => Math.floor(random() * n);
  while (tally.appended < load.events) {
    const chosen = new Set(Array.from({ length: random() < 0.3 ? 2 + pick(3) : 1 }, () => `${load.seed}-${pick(load.streams ?? 200)}`));
    const streams: StreamAppend[] = [];
    for (const stream of chosen) {
      const { version, headHash } = await store.head(stream);
      const events = Array.from({ length: 1 + pick(4) }, () => anEvent('t', { writer }));
      streams.push({ stream, expectedVersion: version, headHash, events });
    }
    const client = await pool.connect();
    try {
      const hold = random() < 0.05;
      const rollback = hold && random() < 0.2;
      if (hold) await client.query('begin');
      const outcome = await append(client, { command: null, streams, guards: [] });
      if (hold) {
        tally.heldOpen += 1;
        await new Promise((resolve) => setTimeout(resolve, random() * 25));
        await client.query(rollback ? 'rollback' : 'commit');
      }
      if (outcome.kind !== 'appended') tally.conflicts += 1;
      else if (!rollback) {
        tally.appended += streams.reduce((sum, each) => sum + each.events.length, 0);
        if (streams.length > 1) tally.multiStreamAppends += 1;
      }
    } finally {
      client.release();
    }
  }
}

/** Each run follows its own events only: nobody writes before it begins, and each seed has streams of its own. */
async function endOfLog(pool: Pool): Promise<Cursor> {
  const { rows } = await pool.query<{ epoch: number; transaction_id: string; position: string }>(
    'select epoch, transaction_id, position from log.events order by epoch desc, transaction_id desc, position desc limit 1',
  );
  const row = rows[0];
  return row === undefined ? BEGINNING : { epoch: row.epoch, transactionId: row.transaction_id, position: row.position };
}

async function isSettled(pool: Pool): Promise<boolean> {
  const { transactionId } = await endOfLog(pool);
  const { rows } = await pool.query<{ settled: boolean }>(
    'select pg_snapshot_xmin(pg_current_snapshot()) > $1::xid8 as settled',
    [transactionId],
  );
  return rows[0]?.settled === true;
}

interface Seen extends Omit<ReaderFaults, 'missed'> {
  readonly seen: Set<number>;
}

async function follow(pool: Pool, start: string, begin: Cursor, isWriting: () => boolean, read: (cursor: Cursor) => Promise<readonly RecordedEvent[]>): Promise<Seen> {
  const versions = new Map<string, number>();
  const result: Seen = { seen: new Set(), twice: 0, outOfOrder: 0 };
  let cursor = begin;
  for (;;) {
    // An empty batch is the end only once nothing older can hold the last events back, in whatever database of the cluster.
    const last = !isWriting() && (await isSettled(pool));
    const batch = await read(cursor);
    for (const event of batch) {
      if (compareCursors(cursor, event.cursor) >= 0) result.outOfOrder += 1;
      if ((versions.get(event.stream) ?? 0) + 1 !== event.version) result.outOfOrder += 1;
      versions.set(event.stream, event.version);
      cursor = event.cursor;
      const position = Number(event.cursor.position) - Number(start);
      if (result.seen.has(position)) result.twice += 1;
      result.seen.add(position);
    }
    if (batch.length === 0 && last) return result;
    if (batch.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

async function followPosition(pool: Pool, start: string, isWriting: () => boolean): Promise<Seen> {
  const result: Seen = { seen: new Set(), twice: 0, outOfOrder: 0 };
  let position = start;
  for (;;) {
    const last = !isWriting();
    const { rows } = await pool.query<{ position: string }>({
      name: 'wrong-reader',
      text: 'select position from log.events where position > $1 order by position limit 1000',
      values: [position],
    });
    for (const row of rows) {
      position = row.position;
      const relative = Number(row.position) - Number(start);
      if (result.seen.has(relative)) result.twice += 1;
      result.seen.add(relative);
    }
    if (rows.length === 0 && last) return result;
    if (rows.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** How many of the log's events each of the given readers has not seen. */
async function countMissing(pool: Pool, start: string, readers: readonly Set<number>[]): Promise<number[]> {
  const { rows } = await pool.query<{ position: string }>('select position from log.events where position > $1', [start]);
  const positions = rows.map((row) => Number(row.position) - Number(start));
  return readers.map((seen) => positions.filter((position) => !seen.has(position)).length);
}

/** A small seeded generator: a failing seed can be run again. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
