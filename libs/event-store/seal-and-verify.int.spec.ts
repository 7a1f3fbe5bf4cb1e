import type { PoolClient } from 'pg';
import { roomDatabase, type RoomDatabase } from '#libs/platform/testing/room-database';
import { canonicalJson } from './canonical-json';
import { hashEvent } from './chain';
import type { Cursor } from './cursor';
import { EventStore } from './event-store';
import type { SealDocument } from './seal-document';
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
async function tamper(work: (client: PoolClient) => Promise<unknown>): Promise<void> {
  const client = await database.pool.connect();
  try {
    await client.query('set session_replication_role = replica');
    await work(client);
  } finally {
    await client.query('reset session_replication_role');
    client.release();
  }
}

const sql = (text: string) => (client: PoolClient): Promise<unknown> => client.query(text);

async function sealAfter(appended: { readonly cursor: Cursor }): Promise<SealDocument> {
  await untilSettled(store, appended.cursor);
  return store.seal();
}

/** Three streams, one with a name outside the basic plane (its order by bytes is not that by UTF-16), two seals. */
async function sealedLog(): Promise<SealDocument[]> {
  await appendTo(store, 'a', anEvent('t', { n: 1 }), anEvent('t', { n: 2 }), anEvent('t', { n: 3 }));
  const first = await sealAfter(await appendTo(store, '\uffee'));
  await appendTo(store, '\u{1F600}');
  return [first, await sealAfter(await appendTo(store, 'a', anEvent('t', { n: 4 })))];
}

describe('a log as it was written', () => {
  it('is whole before and after its seals, and says what is newer than the last', async () => {
    expect(await store.verify()).toMatchObject({ whole: true, events: 0, newestSeal: null });
    const seals = await sealedLog();
    expect(seals).toMatchObject([{ number: 1, streams: 2, events: 4 }, { number: 2, streams: 3, events: 6, previous: seals[0]!.hash }]);
    expect(await store.verify({ exportedSeals: seals })).toMatchObject({
      whole: true, events: 6, streams: 3, seals: 2, recomputedSeals: 2, newestSeal: seals[1], newerThanNewestSeal: { events: 0, oldestRecordedAt: null },
    });
    await appendTo(store, 'a');
    await new EventStore(database.pool).raiseEpoch();
    const newest = await appendTo(store, 'b');
    const progress: number[] = [];
    const report = await store.verify({ recomputeNewestSeals: 1, onProgress: ({ events }) => progress.push(events) });
    expect(report).toMatchObject({
      whole: true, events: 8, recomputedSeals: 1, newerThanNewestSeal: { events: 2, oldestRecordedAt: '2026-03-02T01:00:00.000Z' },
    });
    expect(progress).toEqual([8]);
    await sealAfter(newest);
    expect(await store.verify()).toMatchObject({ whole: true, newerThanNewestSeal: { events: 0 } });
  });

  it('is sealed below the oldest open transaction', async () => {
    await untilSettled(store, (await appendTo(store, 'a')).cursor);
    const open = await database.pool.connect();
    await open.query('begin');
    await open.query('select pg_current_xact_id()');
    await appendTo(store, 'a');
    await appendTo(store, 'b');
    const sealed = await store.seal();
    await open.query('rollback');
    open.release();
    expect(sealed).toMatchObject({ streams: 1, events: 1 });
    expect(await store.verify()).toMatchObject({ whole: true, newerThanNewestSeal: { events: 2 } });
  });

  it('stays verifiable while it is written and sealed at once', async () => {
    let writing = true;
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let i = 0; i < 60; i++) await appendTo(store, `w${(writer + i) % 7}`);
    });
    const sealer = (async () => {
      while (writing) await store.seal();
    })();
    await Promise.all(writers);
    writing = false;
    await sealer;
    const report = await store.verify();
    expect(report).toMatchObject({ whole: true, events: 240 });
    expect(report.recomputedSeals).toBeGreaterThan(1);
  });
});

describe('tampering', () => {
  const cases: [string, (client: PoolClient) => Promise<unknown>, object[]][] = [
    ['changed data', sql(`update log.events set data = '{"n":20}' where stream = 'a' and version = 2`), [{ kind: 'changed-event', stream: 'a', version: 2 }]],
    ['data only written differently', sql(`update log.events set data = '{"n": 2}' where stream = 'a' and version = 2`), [{ kind: 'changed-event', stream: 'a', version: 2 }]],
    ['changed metadata', sql(`update log.events set meta = '{"recordedAt":"2026-03-02T01:00:00.000Z"}' where stream = 'a' and version = 1`), [{ kind: 'changed-event', stream: 'a', version: 1 }]],
    ['a changed type', sql(`update log.events set type = 'u' where stream = 'a' and version = 4`), [{ kind: 'changed-event', stream: 'a', version: 4 }]],
    ['a planted agenda key', sql(`update log.events set agenda_key = 'k' where stream = 'a' and version = 1`), [{ kind: 'changed-event', stream: 'a', version: 1 }]],
    ['a changed recorded_at', sql(`update log.events set recorded_at = now() where stream = 'a' and version = 1`), [{ kind: 'changed-event', stream: 'a', version: 1, reason: 'the column recorded_at is not meta.recordedAt' }]],
    ['a missing middle', sql(`delete from log.events where stream = 'a' and version in (2, 3)`), [{ kind: 'missing-events', stream: 'a', from: 2, to: 3 }, { kind: 'broken-seal', number: 1, found: { events: 2 } }]],
    ['a cut tail', sql(`delete from log.events where stream = 'a' and version = 4`), [{ kind: 'cut-tail', stream: 'a', headVersion: 4, lastVersion: 3 }, { kind: 'broken-seal', number: 2 }]],
    ['a cut tail with its head set back', async (client) => {
      await client.query(`delete from log.events where stream = 'a' and version = 4`);
      await client.query(`update log.streams s set version = 3, head_hash = (select hash from log.events where stream = 'a' and version = 3) where stream = 'a'`);
    }, [{ kind: 'broken-seal', number: 2, sealed: { events: 6 }, found: { events: 5 } }]],
    ['a missing stream', sql(`delete from log.events where stream = '\uffee'`), [{ kind: 'missing-stream', stream: '\uffee', headVersion: 1 }, { kind: 'broken-seal', number: 1 }, { kind: 'broken-seal', number: 2 }]],
    ['a missing stream without a trace', async (client) => {
      await client.query(`delete from log.events where stream = '\uffee'`);
      await client.query(`delete from log.streams where stream = '\uffee'`);
    }, [{ kind: 'broken-seal', number: 1, sealed: { streams: 2 }, found: { streams: 1 } }, { kind: 'broken-seal', number: 2 }]],
    ['a changed head', sql(`update log.streams set head_hash = '\\x00' where stream = 'a'`), [{ kind: 'changed-head', stream: 'a', version: 4 }]],
    ['a missing head', sql(`delete from log.streams where stream = 'a'`), [{ kind: 'planted-event', stream: 'a', version: 4, headVersion: 0 }]],
    ['a planted event', plant({ withHead: false, old: false }), [{ kind: 'planted-event', stream: 'a', version: 5, headVersion: 4 }]],
    ['an event planted in sealed times, chain and head put right', plant({ withHead: true, old: true }), [{ kind: 'wrong-order', stream: 'a', version: 5 }, { kind: 'broken-seal', number: 2 }]],
    ['a history rewritten whole', rewriteAll, [{ kind: 'broken-seal', number: 1 }, { kind: 'broken-seal', number: 2 }]],
    ['events in another order', sql(`update log.events set transaction_id = '3' where stream = 'a' and version = 4`), [{ kind: 'wrong-order', stream: 'a', version: 4 }, { kind: 'broken-seal', number: 1 }]],
    ['an altered seal', sql(`update log.seals set streams = 9 where number = 1`), [{ kind: 'altered-seal', number: 1, reason: 'its content does not give its hash' }, { kind: 'broken-seal', number: 1 }]],
    ['a missing seal', sql(`delete from log.seals where number = 1`), [{ kind: 'missing-seal', number: 1 }]],
  ];

  it.each(cases)('%s is found', async (_, work, findings) => {
    await sealedLog();
    await tamper(work);
    const report = await store.verify();
    expect(report.whole).toBe(false);
    expect(report.findings).toMatchObject(findings);
    expect(report.findings).toHaveLength(findings.length);
  });

  it('with the seals rewritten too is found by what was exported', async () => {
    const exported = await sealedLog();
    await tamper(async (client) => {
      await rewriteAll(client);
      await client.query('delete from log.seals');
    });
    expect(await store.verify()).toMatchObject({ whole: true });
    await store.seal();
    expect(await store.verify()).toMatchObject({ whole: true });
    const { findings } = await store.verify({ exportedSeals: exported });
    expect(findings).toMatchObject([{ kind: 'altered-seal', number: 1 }, { kind: 'missing-seal', number: 2 }]);
  });

  it('newer than the last seal, with chain and head put right, is not found: it is only said how much that could be', async () => {
    await sealedLog();
    await tamper(plant({ withHead: true, old: false }));
    expect(await store.verify()).toMatchObject({ whole: true, newerThanNewestSeal: { events: 1 } });
  });
});

/** A well-chained fifth event of stream a. `old`: with the transaction id of the first one. */
function plant(how: { withHead: boolean; old: boolean }): (client: PoolClient) => Promise<void> {
  return async (client) => {
    const { rows } = await client.query(`select hash, meta::text as meta from log.events where stream = 'a' and version = 4`);
    const data = canonicalJson({ planted: true });
    const hash = hashEvent(rows[0].hash, { stream: 'a', version: 5, type: 't', schemaVersion: 1, data, meta: rows[0].meta, agendaKey: null });
    await client.query(
      `insert into log.events (epoch, transaction_id, stream, version, type, schema_version, data, meta, recorded_at, hash)
       select 1, case when $4 then (select transaction_id from log.events where stream = 'a' and version = 1) else pg_current_xact_id() end,
              'a', 5, 't', 1, $1, $2, '2026-03-02T01:00:00.000Z', $3`,
      [data, rows[0].meta, hash, how.old],
    );
    if (how.withHead) await client.query(`update log.streams set version = 5, head_hash = $1 where stream = 'a'`, [hash]);
  };
}

/** Changes the first event of stream a and puts every hash after it and the head right. */
async function rewriteAll(client: PoolClient): Promise<void> {
  const { rows } = await client.query(`select version, data::text as data, meta::text as meta from log.events where stream = 'a' order by version`);
  let head: Buffer | null = null;
  for (const row of rows) {
    const data: string = row.version === '1' ? canonicalJson({ n: 100 }) : row.data;
    head = hashEvent(head, { stream: 'a', version: Number(row.version), type: 't', schemaVersion: 1, data, meta: row.meta, agendaKey: null });
    await client.query(`update log.events set data = $1, hash = $2 where stream = 'a' and version = $3`, [data, head, row.version]);
  }
  await client.query(`update log.streams set head_hash = $1 where stream = 'a'`, [head]);
}
