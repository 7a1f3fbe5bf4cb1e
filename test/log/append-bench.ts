import { eventStoreMigrations } from '#libs/event-store/schema/migration-steps';
import { roomDatabase } from '#libs/platform/testing/room-database';
import { EventStore } from '#libs/event-store/event-store';
import type { NewEvent } from '#libs/event-store/event';
import type { Pool } from 'pg';

/**
 * What EventStore.append costs beside the least that the same durable columns can cost: hand-written single statements without
 * locks, command ids, guards or hashes over canonical bytes. Both sides in one run, in alternating rounds, on the same server.
 *
 *     DUBAN_TEST_DATABASE_URL=postgres://… node dist/test/log/append-bench.js [seconds per round] [rounds]
 */
const CONNECTIONS = 32;
const STREAMS_PER_WRITER = 8;

type Writer = (writer: number, count: number) => Promise<void>;

function sampleEvent(count: number): NewEvent {
  return {
    type: 'step-completed',
    schemaVersion: 1,
    data: { step: count, note: '已完成第二阶段任务，佐证材料已上传', evidence: ['3f1c9a', '8b02de'], progress: 0.75 },
    meta: {
      actor: { kind: 'account', id: 'a-1029', unit: 'u-17' },
      occurredAt: '2026-03-02T01:00:00.000Z',
      recordedAt: '2026-03-02T01:00:00.000Z',
      policy: 3, calendar: 2, roster: 11,
    },
  };
}

function handWritten(pool: Pool, prefix: string, withCommand: boolean): Writer {
  const versions = new Map<string, { version: number; head: Buffer | null }>();
  const insertAndUpdate = `
    with e as (
      insert into log.events (epoch, stream, version, type, schema_version, data, meta, agenda_key, recorded_at, hash)
      values (1, $1, $2, $3, $4, $5, $6, $7, $8, $9) returning position
    ), s as (
      insert into log.streams (stream, version, head_hash) values ($1, $2, $9)
      on conflict (stream) do update set version = excluded.version, head_hash = excluded.head_hash
    )`;
  const text = withCommand
    ? `${insertAndUpdate}, c as (
        insert into log.commands (scope, command_id, body_hash, streams, versions, epoch, position)
        select $10, $11, $12, array[$1], array[$2::bigint], 1, position from e)
       select position from e`
    : `${insertAndUpdate} select position from e`;
  const name = withCommand ? 'hand-written-3' : 'hand-written-2';
  return async (writer, count) => {
    const stream = `${prefix}-${writer}-${count % STREAMS_PER_WRITER}`;
    const { version, head } = versions.get(stream) ?? { version: 0, head: null };
    const event = sampleEvent(count);
    const data = JSON.stringify(event.data);
    const meta = JSON.stringify(event.meta);
    const values: unknown[] = [
      stream, version + 1, event.type, event.schemaVersion, data, meta, null, event.meta.recordedAt, head ?? Buffer.alloc(32),
    ];
    if (withCommand) values.push(`a-${writer}`, `${prefix}-${count}`, Buffer.alloc(32, count));
    await pool.query({ name, text, values });
    versions.set(stream, { version: version + 1, head: Buffer.alloc(32, version) });
  };
}

function eventStore(store: EventStore, prefix: string, withCommand: boolean, shape: 'one' | 'guard' | 'three' = 'one'): Writer {
  const heads = new Map<string, { version: number; head: Buffer | null }>();
  return async (writer, count) => {
    const stream = `${prefix}-${writer}-${count % STREAMS_PER_WRITER}`;
    const { version, head } = heads.get(stream) ?? { version: 0, head: null };
    const events = Array.from({ length: shape === 'three' ? 3 : 1 }, () => sampleEvent(count));
    const outcome = await store.append({
      command: withCommand ? { scope: `a-${writer}`, id: `${prefix}-${count}`, bodyHash: Buffer.alloc(32, count) } : null,
      streams: [{ stream, expectedVersion: version, headHash: head, events }],
      guards: shape === 'guard' ? [{ stream: 'policy', version: 0 }] : [],
    });
    if (outcome.kind !== 'appended') throw new Error(`unexpected ${outcome.kind}`);
    heads.set(stream, { version: version + events.length, head: outcome.streams[0]?.headHash ?? null });
  };
}

/** Appends per second. */
async function measure(write: Writer, seconds: number): Promise<number> {
  const started = performance.now();
  const end = started + seconds * 1000;
  let done = 0;
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, writer) => {
      for (let count = 0; performance.now() < end; count++) {
        await write(writer, count);
        done += 1;
      }
    }),
  );
  return (done * 1000) / (performance.now() - started);
}

async function main(): Promise<void> {
  const seconds = Number(process.argv[2] ?? 5);
  const rounds = Number(process.argv[3] ?? 4);
  const database = await roomDatabase(eventStoreMigrations, CONNECTIONS);
  try {
    const store = new EventStore(database.pool);
    const figures = new Map<string, number[]>();
    for (let round = -1; round < rounds; round++) {
      const writers: [string, Writer][] = [
        ['hand-written (event, stream)', handWritten(database.pool, `h2-${round}`, false)],
        ['EventStore.append (no command)', eventStore(store, `s2-${round}`, false)],
        ['hand-written (event, stream, command)', handWritten(database.pool, `h3-${round}`, true)],
        ['EventStore.append (command)', eventStore(store, `s3-${round}`, true)],
        ['EventStore.append (command, a guard)', eventStore(store, `sg-${round}`, true, 'guard')],
        ['EventStore.append (command, 3 events)', eventStore(store, `se-${round}`, true, 'three')],
      ];
      for (const [name, writer] of writers) {
        const rate = await measure(writer, round < 0 ? 1 : seconds);
        if (round >= 0) figures.set(name, [...(figures.get(name) ?? []), rate]);
      }
    }
    const mean = (name: string): number => {
      const rates = figures.get(name) ?? [];
      return rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    };
    for (const [name, rates] of figures) {
      console.log(`${name.padEnd(40)} ${mean(name).toFixed(0).padStart(6)}/s   rounds: ${rates.map((rate) => rate.toFixed(0)).join(' ')}`);
    }
    const ratio = (a: string, b: string): string => (mean(a) / mean(b)).toFixed(2);
    console.log(`ratio without command ids      ${ratio('EventStore.append (no command)', 'hand-written (event, stream)')}`);
    console.log(`ratio with command ids in both ${ratio('EventStore.append (command)', 'hand-written (event, stream, command)')}`);
    console.log(`ratio with against without     ${ratio('EventStore.append (command)', 'hand-written (event, stream)')}`);
  } finally {
    await database.drop();
  }
}

void main();
