import { Pool } from 'pg';
import type { ItemView } from '#libs/supervision/item/item.view';
import type { ProceedingView } from '#libs/supervision/proceeding/proceeding.view';
import { kill9 } from '../faults/own-servers';
import { HttpClient } from '../support/http-client';
import type { RunningSystem, TestAccount } from '../support/running-system';
import { until } from '../support/until';
import { aCity, HR, importFile, OFFICE, planFile, settleAndIssue } from './the-city';

const ACCOUNTS: TestAccount[] = [
  { login: 'office', unit: OFFICE, roles: ['office'] },
  { login: 'leaver', unit: HR, roles: ['handler', 'liaison'] },
  { login: 'taker', unit: HR, roles: ['handler'] },
  { login: 'clerk', unit: HR, roles: ['signer'] },
  { login: 'hrhead', unit: HR, roles: ['sectionHead'] },
  { login: 'admin', unit: HR, roles: ['systemAdmin'] },
];

interface HandOverReply {
  id: string;
  of: number;
  results: { stream: string; moved: number; stayed: unknown[] }[];
  ended: { moved: number; stayed: number } | null;
}

describe('who leaves and who is away', () => {
  let system: RunningSystem;
  let hr: string;
  let items: { itemId: string; assignmentId: string }[];
  let difficultyId: string;
  beforeAll(async () => {
    system = await aCity({ accounts: ACCOUNTS });
    hr = system.unit(HR);
    const drafted = await importFile(system.as('office'), planFile('points-plan.txt'), 'plan.txt');
    const { position } = await settleAndIssue(system.as('office'), drafted.plan.id);
    const { rows } = await system.as('office').get<{ rows: { itemId: string }[] }>('/ledger', { unitId: hr, after: position, limit: 5 });
    items = [];
    for (const { itemId } of rows.slice(0, 3)) {
      const item = await system.as('hrhead').get<ItemView>(`/items/${itemId}`);
      const assignmentId = item.assignments.find((a) => a.unitId === hr)!.id;
      items.push({ itemId, assignmentId });
    }
    expect(items).toHaveLength(3);
    for (const { itemId, assignmentId } of items.slice(0, 2)) await system.as('hrhead').post(`/items/${itemId}/name-person`, { assignmentId, personId: 'p-leaver' });
    const raised = await system.as('office').post<{ proceeding: ProceedingView }>('/difficulties', { planId: drafted.plan.id, title: '补贴兑现慢', text: '企业反映', source: { kind: 'survey' } });
    difficultyId = raised.proceeding.id;
    await system.as('office').post(`/difficulties/${difficultyId}/coordinate`, { unitId: hr, text: '会商', day: '2031-04-30' });
    const { position: last } = await system.as('hrhead').post<{ position: string }>(`/proceedings/difficulty/${difficultyId}/steps/s1/name-person`, { personId: 'p-leaver' });
    await system.as('office').get('/ledger', { after: last });
  });
  afterAll(() => system?.stop());

  const terms = (to = 'p-taker'): object => ({ from: { unitId: hr, personId: 'p-leaver' }, to: { unitId: hr, personId: to }, reason: '岗位调整', basis: '调动通知' });

  it('a colleague who may do nothing stands in during leave, from its first day to its last, and both names are kept', async () => {
    const { itemId, assignmentId } = items[2]!;
    const receive = (): Promise<{ status: number }> => system.as('clerk').ask('POST', `/items/${itemId}/receive`, { body: { assignmentId } });
    expect(await receive()).toMatchObject({ status: 403 });
    const leave = { substituteId: 'p-clerk', from: '2031-03-04', until: '2031-03-05', reason: '年休假' };
    expect(await system.as('taker').ask('POST', '/substitutions', { body: { ...leave, personId: 'p-leaver' } })).toMatchObject({ status: 403 });
    expect(await system.as('leaver').ask('POST', '/substitutions', { body: { ...leave, substituteId: 'p-admin' } })).toMatchObject({ status: 422, body: { code: 'not-in-the-unit' } });
    expect(await system.as('leaver').ask('POST', '/substitutions', { body: { ...leave, substituteId: 'p-office' } })).toMatchObject({ status: 422, body: { code: 'not-in-the-unit' } });
    const named = await system.as('leaver').post<{ substitution: { id: string; inForce: boolean } }>('/substitutions', leave);
    expect(named.substitution.inForce).toBe(false);
    expect(await receive()).toMatchObject({ status: 403 });
    await system.setClock('2031-03-03T16:00:00.000Z');
    await until('the substitute may', async () => (await receive()).status === 200, 15_000);
    await system.as('hrhead').post(`/items/${itemId}/name-person`, { assignmentId, personId: 'p-leaver' });
    const { position } = await system.as('clerk').post<{ position: string }>(`/items/${itemId}/report`, { assignmentId, text: '已启动', percent: 10, values: [] });
    const { entries } = await system.as('hrhead').get<{ entries: { type: string; actor: object }[] }>(`/items/${itemId}/timeline`);
    for (const type of ['AssignmentReceived', 'ProgressReported']) expect(entries.find((e) => e.type === type)?.actor).toMatchObject({ name: 'clerk', insteadOf: { personId: 'p-leaver', name: 'leaver' } });
    const mine = await system.as('clerk').get<{ rows: { itemId: string; personId: string | null }[] }>('/todo', { mine: 'true', after: position, limit: 200 });
    expect(mine.rows.filter((r) => r.personId === 'p-leaver').map((r) => r.itemId)).toContain(itemId);
    expect(await system.as('clerk').get('/session')).toMatchObject({ own: { roles: ['signer'] }, insteadOf: [{ personId: 'p-leaver', roles: ['handler', 'liaison'] }] });
    // A substitute names no substitute in their place.
    expect(await system.as('clerk').ask('POST', '/substitutions', { body: { ...leave, personId: 'p-leaver' } })).toMatchObject({ status: 403 });
    await system.setClock('2031-03-05T15:59:59.000Z');
    await system.as('clerk').post(`/items/${itemId}/report`, { assignmentId, text: '最后一刻', percent: 20, values: [] });
    await system.setClock('2031-03-05T16:00:00.000Z');
    expect(await system.as('clerk').ask('POST', `/items/${itemId}/report`, { body: { assignmentId, text: '次日', percent: 30, values: [] } })).toMatchObject({ status: 403 });
    expect(await system.as('clerk').get('/session')).not.toHaveProperty('insteadOf');
  });

  it('a leave that ends early ends within seconds', async () => {
    const { itemId, assignmentId } = items[2]!;
    const report = (): Promise<{ status: number }> => system.as('clerk', 1).ask('POST', `/items/${itemId}/report`, { body: { assignmentId, text: '代报', percent: 30, values: [] } });
    const { substitution } = await system.as('leaver').post<{ substitution: { id: string } }>('/substitutions', { substituteId: 'p-clerk', from: '2031-03-06', until: '2031-03-20', reason: '出差' });
    await until('the substitute may', async () => (await report()).status === 200, 15_000);
    await system.as('leaver').post(`/substitutions/${substitution.id}/end`, { reason: '提前返岗' });
    await until('the substitute may no more', async () => (await report()).status === 403, 15_000);
  });

  it('shows what would move before it moves', async () => {
    const shown = await system.as('hrhead').post<{ counts: object[]; rows: object[] }>('/hand-overs/preview', terms());
    expect(shown.counts).toEqual(expect.arrayContaining([{ kind: 'item', moves: 3, stays: 0 }, { kind: 'difficulty', moves: 1, stays: 0 }]));
    expect(await system.as('taker').ask('POST', '/hand-overs/preview', { body: terms() })).toMatchObject({ status: 403 });
    expect(await system.as('hrhead').ask('POST', '/hand-overs/preview', { body: { ...terms(), from: { unitId: hr }, to: { unitId: system.unit(OFFICE) } } })).toMatchObject({ status: 403 });
    expect(await system.as('hrhead').ask('POST', '/hand-overs', { body: terms('p-office') })).toMatchObject({ status: 422, body: { code: 'not-in-the-unit' } });
    expect(await system.as('hrhead').ask('POST', '/hand-overs', { body: terms('p-leaver') })).toMatchObject({ status: 422, body: { code: 'same-holder' } });
  });

  it('goes on after the API was killed in its middle, moves everything once, and keeps both names', async () => {
    const owner = new Pool({ connectionString: system.database.ownerUrl, max: 1 });
    const holder = await owner.connect();
    const streams = [...items.map((i) => `item/${i.itemId}`)].sort();
    // The second item is held back, so that the hand-over stands in its middle for as long as the test wants.
    await holder.query('set idle_in_transaction_session_timeout = 0');
    await holder.query('begin');
    await holder.query('select from log.streams where stream = $1 for update', [streams[1]]);
    const cut = system.as('hrhead').ask('POST', '/hand-overs', { body: terms(), key: 'hand-over-of-a-leaver' }).catch(() => null);
    await until('the hand-over stands still', async () => (await system.pool.query(`select from pg_stat_activity where datname = current_database() and application_name = 'duban-api' and wait_event_type = 'Lock'`)).rowCount === 1, 30_000);
    expect(await system.as('hrhead', 1).ask('POST', '/hand-overs', { body: terms() })).toMatchObject({ status: 409, body: { code: 'hand-over-running' } });
    const { child, base } = system.apis[0]!;
    await kill9(child);
    await cut;
    await holder.query('rollback');
    holder.release();
    await owner.end();
    const { rows: [running] } = await system.as('hrhead', 1).get<{ rows: HandOverReply[] }>('/hand-overs');
    expect(running).toMatchObject({ of: 4 });
    const look = (): Promise<HandOverReply> => system.as('hrhead', 1).get<HandOverReply>(`/hand-overs/${running!.id}`);
    await until('the hand-over ends', async () => (await look()).ended !== null, 90_000);
    const ended = await look();
    expect(ended).toMatchObject({ ended: { moved: 4, stayed: 0 } });
    expect(ended.results.map((r) => r.stream).sort()).toEqual([...streams, `difficulty/${difficultyId}`].sort());
    await until('the API is back', async () => (await new HttpClient(base).ask('GET', '/health/ready')).status === 200, 60_000);
    for (const { itemId, assignmentId } of items) {
      const item = await system.as('hrhead').get<ItemView>(`/items/${itemId}`);
      expect(item.assignments.find((a) => a.id === assignmentId)).toMatchObject({ responsiblePersonId: 'p-taker' });
      const moved = (await system.store.readStream(`item/${itemId}`)).filter((e) => e.type === 'ResponsiblePersonNamed' && e.data['handOver'] !== undefined);
      expect(moved.map((e) => e.data)).toEqual([expect.objectContaining({ handOver: expect.objectContaining({ from: { unitId: hr, personId: 'p-leaver' }, to: { unitId: hr, personId: 'p-taker' }, basis: '调动通知' }) })]);
    }
    const { duties } = await system.as('hrhead').get<ProceedingView>(`/proceedings/difficulty/${difficultyId}`);
    expect(duties.find((d) => d.kind === 'do')?.owedBy).toMatchObject({ personId: 'p-taker' });
    // Sent again under its key it is the same one; nothing is left for another.
    expect(await system.as('hrhead').ask('POST', '/hand-overs', { body: terms(), key: 'hand-over-of-a-leaver' })).toMatchObject({ status: 200, body: { replayed: true, job: { status: 'ended', failed: [], refused: [] } } });
    expect(await system.as('hrhead').ask('POST', '/hand-overs', { body: terms() })).toMatchObject({ status: 422, body: { code: 'nothing-open' } });
  });
});
