import { createHash } from 'node:crypto';
import { roomDatabase, type RoomDatabase } from '#libs/platform/testing/room-database';
import type { AppendOutcome, AppendRequest } from './append-request';
import { MalformedAppend } from './append-request';
import { canonicalJson, NotCanonical } from './canonical-json';
import { compareCursors } from './cursor';
import { EventStore } from './event-store';
import { eventStoreMigrations } from './schema/migration-steps';
import { anEvent, appendTo } from './testing/events';

let database: RoomDatabase;
let store: EventStore;

beforeAll(async () => {
  database = await roomDatabase(eventStoreMigrations);
  store = new EventStore(database.appPool(32));
});
afterAll(() => database.drop());

const bodyHash = (body: string): Buffer => createHash('sha256').update(body).digest();

function request(stream: string, overrides: Partial<AppendRequest> = {}): AppendRequest {
  return { command: null, streams: [{ stream, expectedVersion: 0, headHash: null, events: [anEvent()] }], guards: [], ...overrides };
}

async function streamIsWhole(stream: string, versions: number): Promise<void> {
  const events = await store.readStream(stream);
  expect(events.map((event) => event.version)).toEqual(Array.from({ length: versions }, (_, i) => i + 1));
  for (let i = 1; i < events.length; i++) {
    expect(compareCursors(events[i - 1]!.cursor, events[i]!.cursor)).toBeLessThan(0);
  }
}

describe('append', () => {
  it('stores what was given and answers with the new heads', async () => {
    const outcome = await store.append(
      request('plain', {
        streams: [{ stream: 'plain', expectedVersion: 0, headHash: null, events: [anEvent('a', { n: 1 }), anEvent('b', { t: '"\\{}\n,NULL' }, 'k')] }],
      }),
    );
    expect(outcome).toMatchObject({ kind: 'appended', streams: [{ stream: 'plain', version: 2 }] });
    const events = await store.readStream('plain');
    expect(events).toMatchObject([
      { type: 'a', version: 1, data: { n: 1 }, recordedAt: '2026-03-02T01:00:00.000Z', known: true },
      { type: 'b', version: 2, data: { t: '"\\{}\n,NULL' }, agendaKey: 'k' },
    ]);
    if (outcome.kind !== 'appended') throw new Error('unreachable');
    expect(events[1]!.cursor).toEqual(outcome.cursor);
    expect(await store.head('plain')).toEqual({ version: 2, headHash: outcome.streams[0]!.headHash });
    expect(events[1]!.hash).toEqual(outcome.streams[0]!.headHash);
    expect(await store.readStream('plain', 1)).toHaveLength(1);
    expect(await store.head('nowhere')).toEqual({ version: 0, headHash: null });
  });

  it('keeps the canonical text byte for byte', async () => {
    const data = { z: 1e21, a: '督办', m: [0.1, -0, null] };
    await store.append(request('bytes', { streams: [{ stream: 'bytes', expectedVersion: 0, headHash: null, events: [anEvent('t', data)] }] }));
    const { rows } = await database.pool.query(`select data::text as data from log.events where stream = 'bytes'`);
    expect(rows[0].data).toBe(canonicalJson(data));
  });

  it('is refused on another version or another history, and writes nothing', async () => {
    const first = await appendTo(store, 'moved');
    const { headHash } = first.streams[0]!;
    expect(await store.append(request('moved'))).toEqual({ kind: 'conflict', stream: 'moved', actual: 1 });
    for (const [expectedVersion, head] of [[2, headHash], [1, bodyHash('another history')]] as const) {
      const streams = [{ stream: 'moved', expectedVersion, headHash: head, events: [anEvent()] }];
      expect(await store.append(request('moved', { streams }))).toEqual({ kind: 'conflict', stream: 'moved', actual: 1 });
      const both = [...streams, { stream: 'beside', expectedVersion: 0, headHash: null, events: [anEvent()] }];
      expect(await store.append(request('moved', { streams: both }))).toEqual({ kind: 'conflict', stream: 'moved', actual: 1 });
    }
    expect(await store.append(request('not-there', {
      streams: [{ stream: 'not-there', expectedVersion: 3, headHash, events: [anEvent()] }],
    }))).toEqual({ kind: 'conflict', stream: 'not-there', actual: 0 });
    expect(await store.head('beside')).toEqual({ version: 0, headHash: null });
    await streamIsWhole('moved', 1);
  });

  it.each<[string, () => AppendRequest]>([
    ['no stream', () => request('x', { streams: [] })],
    ['no event', () => request('x', { streams: [{ stream: 'x', expectedVersion: 0, headHash: null, events: [] }] })],
    ['one stream twice', () => request('x', { streams: [...request('x').streams, ...request('x').streams] })],
    ['a version without its head hash', () => request('x', { streams: [{ stream: 'x', expectedVersion: 1, headHash: null, events: [anEvent()] }] })],
    ['a moment that is none', () => request('x', {
      streams: [{ stream: 'x', expectedVersion: 0, headHash: null, events: [{ ...anEvent(), meta: { recordedAt: 'today' } }] }],
    })],
  ])('refuses a request with %s as a defect', async (_, make) => {
    await expect(store.append(make())).rejects.toThrow(MalformedAppend);
  });

  it('refuses NUL and lone surrogates as a defect', async () => {
    await expect(appendTo(store, 'nul', anEvent('t', { a: '\0' }))).rejects.toThrow(NotCanonical);
    await expect(store.append(request('lone\ud800'))).rejects.toThrow(NotCanonical);
    await expect(store.append(request('x', { guards: [{ stream: '\udfff', version: 0 }] }))).rejects.toThrow(NotCanonical);
  });
});

describe('a command', () => {
  const command = (id: string, body = 'body'): AppendRequest['command'] => ({ scope: 'actor-1', id, bodyHash: bodyHash(body) });

  it('repeated is answered with the stored result, whatever the streams say now', async () => {
    for (const events of [[anEvent()], [anEvent(), anEvent()]]) {
      const stream = `repeated-${events.length}`;
      const streams = [{ stream, expectedVersion: 0, headHash: null, events }];
      const first = await store.append({ command: command(stream), streams, guards: [] });
      if (first.kind !== 'appended') throw new Error(first.kind);
      const { headHash } = first.streams[0]!;
      const stored = { kind: 'repeated', cursor: first.cursor, streams: [{ stream, version: events.length }] };
      expect(await store.append({ command: command(stream), streams, guards: [] })).toEqual(stored);
      await appendTo(store, stream);
      const again = [{ stream, expectedVersion: events.length, headHash, events }];
      expect(await store.append({ command: command(stream), streams: again, guards: [] })).toEqual(stored);
      expect(await store.append({ command: command(stream, 'other'), streams, guards: [] })).toEqual({ kind: 'different-body' });
      await streamIsWhole(stream, events.length + 1);
    }
  });

  it('that changes nothing is kept where its streams stand, and is a repeat ever after', async () => {
    const stands = async (stream: string) => ({ stream, version: (await store.head(stream)).version });
    const first = await appendTo(store, 'idle');
    const kept = await Promise.all(Array.from({ length: 6 }, async () => store.keepCommand(command('idle')!, [{ stream: 'idle', version: 1 }])));
    expect(kept.map((k) => k.kind).sort()).toEqual(['kept', ...Array.from({ length: 5 }, () => 'repeated')]);
    for (const k of kept) expect(k).toMatchObject({ cursor: first.cursor, streams: [{ stream: 'idle', version: 1 }] });
    await appendTo(store, 'idle');
    expect(await store.keepCommand(command('idle')!, [{ stream: 'idle', version: 1 }])).toMatchObject({ kind: 'repeated', cursor: first.cursor });
    expect(await store.append({ command: command('idle'), streams: [{ stream: 'elsewhere', expectedVersion: 0, headHash: null, events: [anEvent()] }], guards: [] })).toMatchObject({ kind: 'repeated', cursor: first.cursor });
    expect(await store.keepCommand(command('idle', 'other')!, [await stands('idle')])).toEqual({ kind: 'different-body' });
    expect(await store.keepCommand(command('too-late')!, [{ stream: 'idle', version: 1 }])).toEqual({ kind: 'conflict', stream: 'idle' });
    expect(await store.keepCommand(command('of-nothing')!, [{ stream: 'not-there-yet', version: 0 }])).toMatchObject({ kind: 'kept', cursor: { transactionId: '0', position: '0' } });
  });

  it('repeated with an agenda key of its own is a repeat, not a conflict', async () => {
    const streams = (expectedVersion: number, headHash: Buffer | null) => [
      { stream: 'rung', expectedVersion, headHash, events: [anEvent('reminded', {}, 'report/1/T-3')] },
    ];
    const first = await store.append({ command: command('rung'), streams: streams(0, null), guards: [] });
    if (first.kind !== 'appended') throw new Error(first.kind);
    const again = await store.append({ command: command('rung'), streams: streams(1, first.streams[0]!.headHash), guards: [] });
    expect(again).toMatchObject({ kind: 'repeated', cursor: first.cursor });
  });

  it('sent many times at once, to one stream or to several, is carried out once', async () => {
    for (let round = 0; round < 10; round++) {
      const outcomes = await Promise.all(
        Array.from({ length: 16 }, (_, i) => {
          const stream = `at-once-${round}-${round % 2 === 0 ? 0 : i}`;
          return store.append({ command: command(`at-once-${round}`), streams: request(stream).streams, guards: [] });
        }),
      );
      const appended = outcomes.filter((outcome) => outcome.kind === 'appended');
      expect(appended).toHaveLength(1);
      for (const outcome of outcomes) {
        if (outcome.kind === 'repeated') expect(outcome.cursor).toEqual((appended[0] as AppendOutcome & { kind: 'appended' }).cursor);
      }
      expect(outcomes.filter((outcome) => outcome.kind === 'repeated')).toHaveLength(15);
    }
  });

  it('of another actor may bear the same id', async () => {
    const streams = (stream: string) => request(stream).streams;
    await store.append({ command: command('shared'), streams: streams('shared-1'), guards: [] });
    const other = { scope: 'actor-2', id: 'shared', bodyHash: bodyHash('x') };
    expect(await store.append({ command: other, streams: streams('shared-2'), guards: [] })).toMatchObject({ kind: 'appended' });
  });
});

describe('an agenda key', () => {
  it('is taken once in its stream, by whoever comes first, and freely in another', async () => {
    await appendTo(store, 'agenda', anEvent('reminded', {}, 'report/1/T-3'));
    const { version, headHash } = await store.head('agenda');
    const again = { stream: 'agenda', expectedVersion: version, headHash, events: [anEvent('reminded', {}, 'report/1/T-3')] };
    expect(await store.append(request('agenda', { streams: [again] }))).toEqual({ kind: 'conflict', stream: 'agenda', actual: null });
    await appendTo(store, 'agenda-2', anEvent('reminded', {}, 'report/1/T-3'));
    await streamIsWhole('agenda', 1);
  });
});

describe('many writers', () => {
  it('on one stream lose nothing, and its transaction ids never go back', async () => {
    await Promise.all(
      Array.from({ length: 32 }, async (_, writer) => {
        for (let i = 0; i < 6; i++) await appendTo(store, 'hot', ...Array.from({ length: 1 + (writer % 2) }, () => anEvent('t', { writer, i })));
      }),
    );
    await streamIsWhole('hot', 16 * 6 + 16 * 12);
    const { rows } = await database.pool.query(`select count(distinct (data ->> 'writer', data ->> 'i')) as acts from log.events where stream = 'hot'`);
    expect(Number(rows[0].acts)).toBe(32 * 6);
  });

  it('on the same streams in opposite orders neither lock each other out nor lose anything', async () => {
    const names = ['opposite-a', 'opposite-b', 'opposite-c'];
    let appended = 0;
    await Promise.all(
      Array.from({ length: 32 }, async (_, writer) => {
        const order = writer % 2 === 0 ? names : [...names].reverse();
        for (let done = 0; done < 4; ) {
          const heads = await Promise.all(order.map((stream) => store.head(stream)));
          const outcome = await store.append({
            command: null,
            streams: order.map((stream, i) => ({ stream, expectedVersion: heads[i]!.version, headHash: heads[i]!.headHash, events: [anEvent()] })),
            guards: [],
          });
          if (outcome.kind === 'appended') {
            done += 1;
            appended += 1;
          }
        }
      }),
    );
    expect(appended).toBe(128);
    for (const name of names) await streamIsWhole(name, 128);
  });
});

describe('appends that come at once', () => {
  const requests = (name: string, count: number): AppendRequest[] => Array.from({ length: count }, (_, i) => request(`${name}-${i}`, { command: { scope: 'at-once', id: `${name}-${i}`, bodyHash: bodyHash('x') } }));
  const transactions = async (pattern: string): Promise<number> =>
    Number((await database.pool.query('select count(distinct transaction_id) as n from log.events where stream like $1', [pattern])).rows[0].n);

  it('share a transaction, and each has its own outcome', async () => {
    const outcomes = await Promise.all(requests('together', 40).map((r) => store.append(r)));
    for (const [i, outcome] of outcomes.entries()) {
      const [event] = await store.readStream(`together-${i}`);
      expect(outcome).toEqual({ kind: 'appended', cursor: event!.cursor, streams: [{ stream: `together-${i}`, version: 1, headHash: event!.hash }] });
    }
    expect(await transactions('together-%')).toBeLessThan(10);
    const repeats = await Promise.all(requests('together', 40).map((r) => store.append(r)));
    expect(repeats.map((r) => r.kind)).toEqual(Array.from({ length: 40 }, () => 'repeated'));
    expect(repeats.map((r) => r.kind === 'repeated' && r.cursor)).toEqual(outcomes.map((o) => o.kind === 'appended' && o.cursor));
  });

  it.each(['another version', 'another history', 'a repeated command', 'another body', 'an agenda key that is taken', 'a guard that moved'])('of which one meets %s: that one is refused, the others are appended', async (obstacle) => {
    const name = obstacle.replaceAll(' ', '-');
    const first = await appendTo(store, `${name}-odd`, anEvent('reminded', {}, 'report/1/T-3'));
    const { headHash } = first.streams[0]!;
    const odd = { stream: `${name}-odd`, expectedVersion: 1, headHash, events: [anEvent()] };
    const stored = request(`${name}-stored`, { command: { scope: 'at-once', id: `${name}-id`, bodyHash: bodyHash('body') } });
    await store.append(stored);
    const cases: Record<string, [AppendRequest, object]> = {
      'another version': [request(odd.stream), { kind: 'conflict', stream: odd.stream, actual: 1 }],
      'another history': [request(odd.stream, { streams: [{ ...odd, headHash: bodyHash('another') }] }), { kind: 'conflict', stream: odd.stream, actual: 1 }],
      'a repeated command': [stored, { kind: 'repeated', streams: [{ stream: `${name}-stored`, version: 1 }] }],
      'another body': [{ ...stored, command: { ...stored.command!, bodyHash: bodyHash('other') } }, { kind: 'different-body' }],
      'an agenda key that is taken': [request(odd.stream, { streams: [{ ...odd, events: [anEvent('reminded', {}, 'report/1/T-3')] }] }), { kind: 'conflict', stream: odd.stream, actual: null }],
      'a guard that moved': [request(`${name}-new`, { guards: [{ stream: odd.stream, version: 0 }] }), { kind: 'conflict', stream: odd.stream, actual: 1 }],
    };
    const [bad, expected] = cases[obstacle]!;
    const others = requests(name, 12);
    // Two go ahead, so that the rest goes together.
    const outcomes = await Promise.all([...others.slice(0, 6), bad, ...others.slice(6)].map((r) => store.append(r)));
    expect(outcomes[6]).toMatchObject(expected);
    expect(outcomes.filter((_, i) => i !== 6).map((o) => o.kind)).toEqual(others.map(() => 'appended'));
    for (let i = 0; i < 12; i++) await streamIsWhole(`${name}-${i}`, 1);
    await streamIsWhole(odd.stream, 1);
  });

  it('of several events each, and some to one stream, are whole and in order', async () => {
    const of = (i: number, expectedVersion: number, headHash: Buffer | null): AppendRequest => ({ command: null, guards: [], streams: [{ stream: `several-${i % 8}`, expectedVersion, headHash, events: [anEvent('a', { i }), anEvent('b', { i }), anEvent('c', { i })] }] });
    const outcomes = await Promise.all(Array.from({ length: 24 }, (_, i) => store.append(of(i, 0, null))));
    expect(outcomes.filter((o) => o.kind === 'appended')).toHaveLength(8);
    expect(outcomes.filter((o) => o.kind === 'conflict')).toHaveLength(16);
    for (let i = 0; i < 8; i++) await streamIsWhole(`several-${i}`, 3);
  });

  it('do not wait for one whose stream is being written', async () => {
    const client = await database.pool.connect();
    try {
      await client.query('begin');
      await client.query(`select pg_advisory_xact_lock(hashtextextended('held', 0))`);
      let held: AppendOutcome | null = null;
      const waiting = store.append(request('held')).then((outcome) => (held = outcome));
      const outcomes = await Promise.all(requests('unheld', 20).map((r) => store.append(r)));
      expect(outcomes.every((o) => o.kind === 'appended')).toBe(true);
      expect(held).toBeNull();
      await client.query('commit');
      expect(await waiting).toMatchObject({ kind: 'appended' });
    } finally {
      client.release();
    }
  });

  it('are refused each for itself where one is no request at all', async () => {
    const [good, bad] = await Promise.allSettled([store.append(request('beside-a-bad-one')), store.append(request('a-bad-one', { streams: [{ stream: 'a-bad-one', expectedVersion: 0, headHash: null, events: [] }] }))]);
    expect(good).toMatchObject({ status: 'fulfilled', value: { kind: 'appended' } });
    expect(bad).toMatchObject({ status: 'rejected' });
  });
});

describe('a guard', () => {
  it('stops an append whose decision looked at an older version, also of a stream not yet there', async () => {
    await appendTo(store, 'policy');
    expect(await store.append(request('guarded', { guards: [{ stream: 'policy', version: 0 }] }))).toEqual({
      kind: 'conflict', stream: 'policy', actual: 1,
    });
    expect(await store.append(request('guarded', { guards: [{ stream: 'no-policy', version: 0 }, { stream: 'policy', version: 1 }] })))
      .toMatchObject({ kind: 'appended' });
  });

  it('moving at the same time never lets an event through that was decided on an old version', async () => {
    const guard = 'moving-guard';
    let moving = true;
    const mover = (async () => {
      for (let i = 0; i < 150; i++) await appendTo(store, guard);
      moving = false;
    })();
    let refused = 0;
    await Promise.all([
      mover,
      ...Array.from({ length: 12 }, async (_, writer) => {
        for (let i = 0; moving; i++) {
          const { version } = await store.head(guard);
          const outcome = await store.append({
            command: null,
            streams: [{ stream: `by-guard-${writer}-${i}`, expectedVersion: 0, headHash: null, events: [anEvent('decided', { guardVersion: version })] }],
            guards: [{ stream: guard, version }],
          });
          if (outcome.kind === 'conflict') refused += 1;
        }
      }),
    ]);
    expect(refused).toBeGreaterThan(0);
    // In the order of the log an event stands after the version it was decided on and before the next one.
    const { rows } = await database.pool.query(
      `select count(*) as decided, count(*) filter (where exists (
           select from log.events g where g.stream = $1 and g.version = (e.data ->> 'guardVersion')::bigint + 1
              and g.transaction_id < e.transaction_id)) as on_an_old_guard
         from log.events e where e.type = 'decided'`,
      [guard],
    );
    expect(Number(rows[0].decided)).toBeGreaterThan(0);
    expect(Number(rows[0].on_an_old_guard)).toBe(0);
  });
});

describe('append-only', () => {
  const changes = [
    `update log.events set type = 'x'`, 'delete from log.events', 'truncate log.events',
    `update log.commands set scope = 'x'`, 'delete from log.commands', 'truncate log.commands',
    'update log.seals set streams = 0', 'delete from log.seals', 'truncate log.seals',
    'delete from log.streams', 'truncate log.streams',
  ];

  it.each(changes)('the application may not: %s', async (sql) => {
    await expect(store.pool.query(sql)).rejects.toThrow(/permission denied/);
  });

  it.each([
    `insert into log.events (epoch, stream, version, type, schema_version, data, meta, recorded_at, hash) values (1, 's', 1, 't', 1, '{}', '{}', now(), '')`,
    `insert into log.streams values ('s', 1, '')`,
    `update log.streams set version = 1`,
    `insert into log.commands (scope, command_id, body_hash, streams, versions, epoch, position) values ('', '', '', '{}', '{}', 1, 1)`,
    'update log.epoch set current = 1',
    'select log.raise_epoch()',
    'create table log.x ()',
  ])('nor: %s', async (sql) => {
    await expect(store.pool.query(sql)).rejects.toThrow(/permission denied/);
  });

  it.each(changes)('nor may the owner: %s', async (sql) => {
    await expect(database.pool.query(sql)).rejects.toThrow(/append-only/);
  });

  it('append is a statement of its own', async () => {
    const client = await database.pool.connect();
    try {
      await client.query('begin');
      await client.query('select pg_current_xact_id()');
      const call = `select log.append_one(null, null, null, 's', 0, null, 't', 1, '{}', '{}', null, now(), '', '{}', '{}')`;
      await expect(client.query(call)).rejects.toThrow(/statement of its own/);
      await client.query('rollback');
      await client.query('begin isolation level repeatable read');
      await expect(client.query(call)).rejects.toThrow(/READ COMMITTED/);
      await client.query('rollback');
    } finally {
      client.release();
    }
  });
});

describe('raising the epoch', () => {
  it('waits for appends under way, and an append that waited for it is of the new epoch', async () => {
    const client = await database.pool.connect();
    // Of two processes: one sends one statement at a time.
    const another = new EventStore(database.pool);
    let late: Promise<AppendOutcome>[];
    try {
      await client.query('begin');
      await client.query('lock table log.epoch in access exclusive mode');
      late = [store.append(request('late-1')), another.append(request('late-2', { guards: [{ stream: 'none', version: 0 }] }))];
      for (let waiting = 0; waiting < 2; ) {
        const { rows } = await database.pool.query(`select count(*) as n from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`);
        waiting = Number(rows[0].n);
      }
      await client.query('select log.raise_epoch()');
      await client.query('commit');
    } finally {
      client.release();
    }
    for (const outcome of await Promise.all(late)) expect(outcome).toMatchObject({ kind: 'appended', cursor: { epoch: 2 } });
  });
});
