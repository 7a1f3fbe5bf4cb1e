import type { Client } from '@temporalio/client';
import type { RecordedEvent } from '#libs/event-store/event';
import { PROCEEDING_KINDS } from '#libs/supervision/proceeding/kinds';
import { CITY_ACCOUNTS, EveryKind } from '../support/every-kind';
import { HttpClient } from '../support/http-client';
import { until } from '../support/until';
import { hold, whileFrozen, type Held } from './held';
import { kill9, ownServers, type OwnServers } from './own-servers';
import { reckon, settled } from './reckoning';

jest.setTimeout(180_000);

const HR = '市人社局';
const ITEMS = 3;

interface Form {
  version: number;
  lines: { id: string; itemId: string }[];
}
interface Reply {
  replayed: boolean;
  proceeding: { content: { steps: { id: string }[] } };
}

/** Killed with -9 in the middle of what follows of a command, with a proceeding of every kind open: nothing is lost, nothing happens twice. */
describe('killed with proceedings open', () => {
  let servers: OwnServers;
  let city: EveryKind;
  let temporal: Client;
  let held: Held;
  const events = async (stream: string, type: string): Promise<RecordedEvent[]> => (await city.system.store.readStream(stream)).filter((e) => e.type === type);
  const of = (kind: string): string => city.lives[kind]!;
  const killApi = async (): Promise<void> => {
    const { child, base } = city.system.apis[0]!;
    await kill9(child);
    await until('the API is back', async () => (await new HttpClient(base).ask('GET', '/health/ready')).status === 200, 60_000);
  };
  const running = async (): Promise<string[]> => {
    const ids: string[] = [];
    for await (const run of temporal.workflow.list({ query: `ExecutionStatus = 'Running'` })) ids.push(`${run.type} ${run.workflowId}`);
    return ids.sort();
  };

  beforeAll(async () => {
    servers = await ownServers();
    const more = [{ login: 'taker', unit: HR, roles: ['handler' as const] }, { login: 'hrhead', unit: HR, roles: ['sectionHead' as const] }];
    city = await EveryKind.city({ accounts: [...CITY_ACCOUNTS, ...more], database: servers.database, temporalAddress: servers.temporalAddress });
    temporal = await city.system.temporalClient();
    await city.open(ITEMS);
    await until('each has its workflow', async () => (await running()).length === PROCEEDING_KINDS.length + ITEMS);
    for (const itemId of city.itemIds) await city.system.as('hrhead').post(`/items/${itemId}/name-person`, { assignmentId: 'a1', personId: 'p-hr' });
  });
  afterEach(() => held?.letGo());
  afterAll(async () => {
    await city?.system.stop();
    await servers?.stop();
  });

  it.each(['carriedOut', 'undone'] as const)('the API, between a command and its answer, when the command was %s: sent again it has happened once', async (how) => {
    const stream = of('difficulty');
    const stands = (await city.system.store.head(stream)).version;
    const send = (api: number): Promise<{ status: number; body: Reply }> =>
      city.system.as('office', api).ask<Reply>('POST', `/difficulties/${city.id('difficulty')}/coordinate`, { key: `coordinate-${how}`, body: { unitId: city.system.unit(HR), text: `再次会商 ${how}`, day: '2031-03-20' } });
    held = await hold(city.system, { streams: [stream] });
    const cut = send(0).catch(() => null);
    await held.stands('duban-api');
    const { child, base } = city.system.apis[0]!;
    await kill9(child);
    expect(await cut).toBeNull();
    await held.letGo(how);
    if (how === 'carriedOut') await until('it is written though nobody was told', async () => (await city.system.store.head(stream)).version > stands);
    else expect((await city.system.store.head(stream)).version).toBe(stands);
    for (const n of [1, 2]) expect(await send(1)).toMatchObject({ status: 200, body: { replayed: how === 'carriedOut' || n === 2 } });
    const written = (await city.system.store.readStream(stream)).filter((e) => e.meta['command'] === `coordinate-${how}`);
    expect(new Set(written.map((e) => e.type)).size).toBe(written.length);
    expect(written.length).toBeGreaterThan(0);
    await until('the API is back', async () => (await new HttpClient(base).ask('GET', '/health/ready')).status === 200, 60_000);
  });

  it('the worker, between a form that was sent and the items that it is for: each item has its report once', async () => {
    const { system } = city;
    const path = `/reporting-rounds/${city.id('reporting-round')}/forms/${system.unit(HR)}`;
    const form = await system.as('hr').get<Form>(path);
    expect(form.lines).toHaveLength(ITEMS);
    const entries = form.lines.map((l) => ({ lineId: l.id, text: '已开班，正在组织报名', percent: 30, values: [] }));
    expect((await system.as('hr').ask('POST', `${path}/save`, { body: { entries }, ifMatch: `"${form.version}"` })).status).toBe(200);
    const reports = (): Promise<number[]> => Promise.all(form.lines.map(async (l) => (await events(`item/${l.itemId}`, 'ProgressReported')).length));
    await whileFrozen(system.worker, async () => {
      await system.as('hr').post(`${path}/send`);
      held = await hold(system, { streams: [`item/${form.lines[1]!.itemId}`] });
    });
    await held.stands('duban-worker');
    expect(await reports()).toEqual([1, 0, 0]);
    await kill9(system.worker);
    // The server carries the report out that the dead worker had sent, while the next one takes the form up.
    await held.letGo();
    await until('the form is filed', async () => (await events(of('reporting-round'), 'FormFiled')).length > 0, 60_000);
    expect(await reports()).toEqual([1, 1, 1]);
    expect((await events(of('reporting-round'), 'FormFiled')).map((e) => e.data)).toEqual([{ unitId: system.unit(HR), arming: 1, reported: form.lines.map((l) => l.id), refused: [] }]);
  });

  it('the API and then the worker, in the middle of a hand-over: each thing moves once, and the hand-over ends', async () => {
    const { system } = city;
    const streams = city.itemIds.map((id) => `item/${id}`).sort();
    const terms = { from: { unitId: system.unit(HR), personId: 'p-hr' }, to: { unitId: system.unit(HR), personId: 'p-taker' }, reason: '岗位调整', basis: '调动通知' };
    await until('lists that hold the log', async () => (await system.as('hrhead', 1).post<{ rows: unknown[] }>('/hand-overs/preview', terms)).rows.length === ITEMS);
    held = await hold(system, { streams: [streams[1]!] });
    const cut = system.as('hrhead').ask('POST', '/hand-overs', { body: terms, key: 'hand-over-of-hr' }).catch(() => null);
    await held.stands('duban-api');
    await killApi();
    await cut;
    // The worker takes up what nobody is at, comes to the same place, and dies there too.
    await held.stands('duban-worker');
    await kill9(system.worker);
    await held.letGo();
    type HandOver = { id: string; results: { stream: string; moved: number }[]; ended: object | null };
    const look = async (): Promise<HandOver> => (await system.as('hrhead', 1).get<{ rows: HandOver[] }>('/hand-overs')).rows[0]!;
    await until('the hand-over ends', async () => (await look()).ended !== null, 90_000);
    const done = await look();
    expect(done.ended).toMatchObject({ moved: ITEMS, stayed: 0 });
    expect(done.results.map((r) => [r.stream, r.moved]).sort()).toEqual(streams.map((s) => [s, 1]));
    for (const stream of streams) expect((await events(stream, 'ResponsiblePersonNamed')).filter((e) => e.data['handOver'] !== undefined)).toHaveLength(1);
    expect(await events(`hand-over/${done.id}`, 'HandOverEnded')).toHaveLength(1);
  });

  it('the worker, while the notices of a rectification are given out: each has one number and lies in the inbox once', async () => {
    const { system } = city;
    const finding = (text: string): object => ({ unitId: system.unit(HR), itemId: city.id('item'), text, severity: 'major', basis: '工作要点', demand: '限期整改', workingDays: 5 });
    const record = (text: string): Promise<unknown> => system.as('inspector').post(`/inspections/${city.id('inspection')}/findings`, finding(text));
    await until('the first number', async () => (await system.store.head('series/ZG/2031')).version === 1);
    await record('签到表缺失');
    await record('培训教材不符');
    await whileFrozen(system.worker, async () => {
      for (const paper of ['p2', 'p3']) await system.as('signer', 1).post(`/proceedings/inspection/${city.id('inspection')}/papers/${paper}/sign`);
      held = await hold(system, { streams: ['series/ZG/2031'], tables: ['read.inbox'] });
    });
    // Numbering and delivery stand still, each in the middle of its batch.
    await held.stands('duban-worker');
    await held.stands('subscription projector');
    await kill9(system.worker);
    await held.letGo();
    const notices = async (): Promise<unknown[]> =>
      (await system.pool.query(`select n.notice_id, n.number, count(*)::int as inboxes from read.notice n join read.inbox x using (notice_id) where n.series = 'ZG' and x.unit_id = $1 group by 1, 2 order by 2`, [system.unit(HR)])).rows;
    const told = ['p1', 'p2', 'p3'].map((paper, i) => ({ notice_id: `${of('inspection')}/${paper}`, number: i + 1, inboxes: expect.any(Number) as number }));
    await until('three numbers', async () => (await notices()).length === 3 && (await notices()).every((n) => (n as { number: number | null }).number !== null), 60_000);
    expect(await notices()).toEqual(told);
    expect((await system.store.readStream('series/ZG/2031')).map((e) => e.data['number'])).toEqual([1, 2, 3]);
    const { rows } = await system.pool.query<{ n: number }>(`select count(*)::int as n from (select notice_id, unit_id, post from read.inbox group by 1, 2, 3 having count(*) > 1) x`);
    expect(rows[0]?.n).toBe(0);
  });

  it('Temporal, wiped while days go by: each is looked after again, and what fell due meanwhile happens once', async () => {
    const before = await running();
    expect(before).toHaveLength(PROCEEDING_KINDS.length + ITEMS);
    await servers.wipeTemporal();
    await city.system.setClock('2031-04-01T02:00:00.000Z');
    await kill9(city.system.worker);
    await until('each open one has its workflow again', async () => JSON.stringify(await running()) === JSON.stringify(before), 60_000, 200);
    await city.settled('2031-04-01T02:00:00.000Z');
    for (const { name } of PROCEEDING_KINDS) expect([name, (await events(of(name), 'OverdueMarked')).length > 0]).toEqual([name, true]);
  });

  it('and the books balance: every issued notice once in the read models, every number once and without a gap', async () => {
    const { system } = city;
    await settled(system, PROCEEDING_KINDS.length + ITEMS, '2031-04-01T02:00:00.000Z', undefined);
    const books = await reckon(system, [], []);
    expect(books).toMatchObject({ keysTwice: 0, chainsWhole: true, differences: [] });
    for (const { given, highest } of books.numbers) expect(highest).toBe(given);
    const { rows } = await system.pool.query<{ in_log: number; shown: number }>(
      `select (select count(*) from log.events where type in ('ReminderIssued', 'DutyEscalated'))::int as in_log, (select count(*) from read.notice where kind in ('reminder', 'escalation'))::int as shown`,
    );
    expect(rows[0]?.in_log).toBeGreaterThan(PROCEEDING_KINDS.length);
    expect(rows[0]?.shown).toBe(rows[0]?.in_log);
  });
});
