import { connect, type Socket } from 'node:net';
import { BEGINNING, encodeToken } from '#libs/event-store/cursor';
import { readEnd } from '#libs/event-store/read-by-stream';
import type { NewEvent } from '#libs/event-store/event';
import { LiveController } from '#apps/api/reading/live.controller';
import { LiveTail } from '#apps/api/reading/live.tail';
import { OFFICE } from '#libs/commands/testing/a-system';
import { ROLES } from '#libs/identity/roles';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { listen, type LiveEvent } from '../support/event-stream';
import type { HttpClient } from '../support/http-client';
import { until } from '../support/until';
import { apiInProcess, STRANGERS_UNIT, type ApiInProcess } from './api-in-process';

/** Enough that no pair of socket buffers takes it all in. */
const FLOOD = 60_000;
const PART = 2_000;

/** Said first: the place that it begins after, and nothing that changed. */
const OPENED = /^: open\nid: \S+\n\nevent: clock\ndata: \{"now":"[^"]+"\}\n\n$/;

describe('live updates over HTTP', () => {
  let api: ApiInProcess;
  let office: { client: HttpClient; token: string };
  let tail: LiveTail;
  let version = 0;

  beforeEach(async () => {
    api = await apiInProcess();
    tail = api.app.get(LiveTail);
    office = await api.signedIn('office', api.system.units[OFFICE]!, ['office']);
    version = (await api.core.items.load(api.itemId)).version;
  });
  afterEach(() => api?.close());

  /** Plain events of the item, `n` at once. */
  async function happen(n: number): Promise<void> {
    const at = new Date().toISOString();
    const event: NewEvent = {
      type: 'NoticeRead', schemaVersion: 1, data: { noticeId: 'assigned.a1', personId: 'p-1' },
      meta: { actor: { kind: 'system', name: 'test' }, occurredAt: at, recordedAt: at, rules: { policy: 1, calendar: 1, roster: 4 } },
    };
    for (let left = n; left > 0; left -= PART) {
      const head = await api.system.store.head(ITEM_STREAM + api.itemId);
      const events = Array<NewEvent>(Math.min(left, PART)).fill(event);
      const done = await api.system.store.append({ command: null, streams: [{ stream: ITEM_STREAM + api.itemId, expectedVersion: head.version, headHash: head.headHash, events }], guards: [] });
      if (done.kind !== 'appended') throw new Error(done.kind);
    }
    version += n;
  }

  /** A connection that reads only when told. */
  function listenByHand(after: string): { socket: Socket; text: () => string; closed: () => boolean } {
    const socket = connect(Number(new URL(api.base).port), '127.0.0.1');
    let text = '';
    let closed = false;
    socket.on('close', () => (closed = true));
    socket.on('error', () => (closed = true));
    socket.on('data', (bytes) => (text += bytes.toString('latin1')));
    socket.pause();
    socket.write(`GET /live?after=${after} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${office.token}\r\n\r\n`);
    return { socket, text: () => text, closed: () => closed };
  }

  const versions = (events: readonly LiveEvent[]): number[] => events.map((e) => e.version);
  const upTo = (n: number) => (events: LiveEvent[]): boolean => events.at(-1)?.version === n;

  it('reads the log once for all who listen', async () => {
    const { store, pool } = api.core;
    const readAfter = store.readAfter.bind(store);
    let [atOnce, most] = [0, 0];
    const read = jest.spyOn(store, 'readAfter').mockImplementation((...asked) => {
      most = Math.max(most, ++atOnce);
      return readAfter(...asked).finally(() => atOnce--);
    });
    const now = encodeToken((await readEnd(pool))!);
    const first = version + 1;
    const listening = Array.from({ length: 12 }, () => listen(office.client, upTo(first + 2), { after: now }));
    await until('twelve listeners', () => tail.size === 12);
    await happen(3);
    for (const events of await Promise.all(listening)) expect(versions(events)).toEqual([first, first + 1, first + 2]);
    expect(most).toBe(1);
    await until('nobody', () => tail.size === 0);
  });

  it('gives each listener what it may see', async () => {
    const stranger = await api.signedIn('stranger', api.system.units[STRANGERS_UNIT]!, ['handler']);
    const now = encodeToken((await readEnd(api.core.pool))!);
    const seen: string[] = [];
    const abort = new AbortController();
    const response = await stranger.client.fetch('GET', '/live', { query: { after: now }, signal: abort.signal });
    const reading = (async () => {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) seen.push(chunk);
    })().catch(() => undefined);
    await until('a listener', () => tail.size === 1);
    const first = version + 1;
    const told = listen(office.client, upTo(first), { after: now });
    await until('two listeners', () => tail.size === 2);
    await happen(1);
    expect(versions(await told)).toEqual([first]);
    // One more round for both: what the stranger was not told before it is not told after it either.
    const again = listen(office.client, upTo(first + 1), { after: now });
    await happen(1);
    await again;
    abort.abort();
    await reading;
    expect(seen.join('')).toMatch(OPENED);
  });

  /** What somebody hears, as it is written, until their connection is ended. */
  async function heard(client: HttpClient, after: string): Promise<{ text: () => string; end: () => Promise<void> }> {
    const abort = new AbortController();
    const response = await client.fetch('GET', '/live', { query: { after }, signal: abort.signal });
    expect(response.status).toBe(200);
    let text = '';
    const reading = (async () => {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) text += chunk;
    })().catch(() => undefined);
    return {
      text: () => text,
      end: async () => {
        abort.abort();
        await reading;
      },
    };
  }

  it.each(ROLES)('lets %s listen, whatever they may read', async (role) => {
    const { client } = await api.signedIn(`hears-${role}`, api.system.units[STRANGERS_UNIT]!, [role]);
    const stream = await heard(client, encodeToken((await readEnd(api.core.pool))!));
    await until('the beginning', () => OPENED.test(stream.text()));
    await stream.end();
  });

  it('tells of a list that changed its name alone, once for a transaction, to who may read what changed', async () => {
    const unit = api.system.units[STRANGERS_UNIT]!;
    const after = encodeToken((await readEnd(api.core.pool))!);
    const listeners = { office: office.client, handler: (await api.signedIn('a-handler', unit, ['handler'])).client, auditor: (await api.signedIn('an-auditor', unit, ['auditor'])).client };
    const streams = { office: await heard(listeners.office, after), handler: await heard(listeners.handler, after), auditor: await heard(listeners.auditor, after) };
    const told = (of: keyof typeof streams): object[] => [...streams[of].text().matchAll(/event: list\ndata: (.*)\n/g)].map((m) => JSON.parse(m[1]!) as object);
    const imported = await office.client.ask<{ position: string }>('POST', '/plans/import', { raw: Buffer.from('序号,项目名称,工作内容,牵头单位,完成时限\n1,技能培训,开展培训,市总工会,2031年11月底前'), query: { fileName: 'a.csv' }, headers: { 'content-type': 'application/octet-stream' } });
    expect(imported.status).toBe(201);
    const registered = await office.client.post<{ position: string }>('/roster/units', { units: [{ name: '市科技局', aliases: [], staffed: false }] });
    await until('the roster', () => (['office', 'handler', 'auditor'] as const).every((of) => told(of).some((data) => 'list' in data && data.list === 'roster')));
    // A draft is the office's alone, and its own act is known to it by its place.
    const roster = { list: 'roster', position: registered.position };
    expect(told('handler')).toEqual([roster]);
    expect(told('auditor')).toEqual([roster]);
    expect(told('office')).toEqual([{ list: 'plans', position: imported.body.position }, roster]);
    await Promise.all(Object.values(streams).map((s) => s.end()));
  });

  it('tells nothing more once the session has ended, and closes', async () => {
    api.app.get(LiveController).freshMs = -1;
    const leaver = await api.signedIn('leaver', api.system.units[OFFICE]!, ['office']);
    const now = encodeToken((await readEnd(api.core.pool))!);
    const response = await leaver.client.fetch('GET', '/live', { query: { after: now } });
    await until('a listener', () => tail.size === 1);
    const reading = response.text();
    expect((await leaver.client.fetch('DELETE', '/session')).status).toBe(204);
    await happen(1);
    expect(await reading).toMatch(OPENED);
    await until('nobody', () => tail.size === 0);
  });

  it('takes up after Last-Event-ID, also where that is older than what is kept', async () => {
    const last = version;
    await happen(6_000);
    const whole = await listen(office.client, upTo(version), { after: encodeToken(BEGINNING) });
    expect(versions(whole)).toEqual(Array.from({ length: version }, (_, i) => i + 1));
    const rest = await listen(office.client, upTo(version), { lastEventId: whole[last + 10]!.id });
    expect(versions(rest)).toEqual(versions(whole).slice(last + 11));
  });

  it('lets a slow listener wait without holding up the quick one, and keeps nothing for it', async () => {
    const now = encodeToken((await api.core.items.load(api.itemId)).cursor);
    const first = version + 1;
    const slow = listenByHand(now);
    await until('the slow one', () => tail.size === 1);
    const quick = listen(office.client, upTo(version + FLOOD), { after: now, deadlineMs: 90_000 });
    await happen(FLOOD);
    expect(versions(await quick)).toHaveLength(FLOOD);
    const held = heldForClients();
    expect(held).toBeLessThan(256 * 1024);
    expect(slow.closed()).toBe(false);
    // It reads on, and has missed nothing.
    slow.socket.resume();
    await until('the last of it', () => slow.text().includes(`"version":${version},`), 60_000);
    const got = [...slow.text().matchAll(/"version":(\d+),/g)].map((m) => Number(m[1]));
    expect([got.length, got[0], got.at(-1)]).toEqual([FLOOD, first, version]);
    slow.socket.destroy();
  });

  it('lets go of who takes nothing at all, who then takes up where it was', async () => {
    api.app.get(LiveController).patienceMs = 50;
    const now = encodeToken((await api.core.items.load(api.itemId)).cursor);
    const first = version + 1;
    const stuck = listenByHand(now);
    await until('the stuck one', () => tail.size === 1);
    await happen(FLOOD);
    await until('it is let go', () => tail.size === 0, 60_000);
    stuck.socket.resume();
    await until('its connection is closed', () => stuck.closed());
    const ids = [...stuck.text().matchAll(/id: (\S+)\nevent: item\ndata: \{[^\n]*"version":(\d+)[^\n]*\}\n\n/g)];
    const [, id, lastSeen] = ids.at(-1)!;
    expect(Number(lastSeen)).toBeLessThan(version);
    const rest = await listen(office.client, upTo(version), { lastEventId: id!, deadlineMs: 60_000 });
    expect(versions(rest)[0]).toBe(Number(lastSeen) + 1);
    expect(ids.length + rest.length).toBe(version - first + 1);
  });

  it('ends every stream when the process ends', async () => {
    const open = Array.from({ length: 3 }, () => listenByHand(encodeToken(BEGINNING)));
    for (const { socket } of open) socket.resume();
    await until('three listeners', () => tail.size === 3);
    await api.app.close();
    await until('all ended', () => open.every((o) => o.text().endsWith('0\r\n\r\n') || o.closed()));
    expect(tail.size).toBe(0);
    expect(open.every((o) => o.text().includes('0\r\n\r\n'))).toBe(true);
  });

  /** Bytes that this process's server holds back for its clients. */
  function heldForClients(): number {
    const handles = (process as unknown as { _getActiveHandles(): { writableLength?: number; server?: unknown }[] })._getActiveHandles();
    return handles.reduce((sum, h) => sum + (h.server ? (h.writableLength ?? 0) : 0), 0);
  }
});
