import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunningSystem } from '../support/running-system';
import { until } from '../support/until';
import { aCity, importFile, planFile, settleAndIssue } from './the-city';

/** A name that is nowhere else, in the forms in which a dump would show it. */
const NAME = '欧阳查无此人';
const FORMS = [NAME, JSON.stringify(NAME).slice(1, -1), Buffer.from(NAME).toString('base64').replace(/=+$/, ''), Buffer.from(NAME).toString('hex')];
const TOLD = `${NAME}，电话 13800001111`;

interface Timeline {
  entries: { type: string; data: { onBehalf?: { caller: unknown } } | null }[];
}

/** Someone without an account is named in a receipt that the office records; the log, Temporal and the logs must not know the name. */
describe('a person who is named in an event', () => {
  let system: RunningSystem;
  let itemId = '';
  const callers = async (login: string, api: number): Promise<unknown[]> =>
    (await system.as(login, api).get<Timeline>(`/items/${itemId}/timeline`)).entries.filter((e) => e.type === 'AssignmentReceived').map((e) => e.data?.onBehalf?.caller ?? null);

  beforeAll(async () => {
    system = await aCity({ environment: { LOG_LEVEL: 'trace' } });

    const office = system.as('office');
    const { plan } = await importFile(office, planFile('points-plan.txt'), 'points-plan.txt');
    await settleAndIssue(office, plan.id);
    itemId = `${plan.id}-4`;
    const onBehalf = { date: '2031-03-03', channel: 'phone', caller: TOLD, scanId: null };
    const receive = { key: 'received-by-call', body: { assignmentId: 'a3', onBehalf } };
    const [first, again] = [await office.ask('POST', `/items/${itemId}/receive`, receive), await system.as('office', 1).ask('POST', `/items/${itemId}/receive`, receive)];
    expect([first.status, again.status, (again.body as { replayed?: boolean }).replayed]).toEqual([200, 200, true]);
    await office.command(itemId, 'submit', { stepId: 'a3-1', text: '来电告知已完成', evidenceIds: [], onBehalf });
  });
  afterAll(() => system?.stop());

  it('is read by who may see the receipt, on every process, and by nobody else', async () => {
    expect([await callers('office', 0), await callers('office', 1)]).toEqual([[TOLD], [TOLD]]);
    expect((await system.as('education').ask('GET', `/items/${itemId}/timeline`)).status).toBe(404);
  });

  it('stands in no table, no history and no log in plain words', async () => {
    const { rows: tables } = await system.pool.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('log', 'auth', 'read', 'loop', 'mail') and has_table_privilege(format('%I.%I', schemaname, tablename), 'select')`,
    );
    expect(tables.map((t) => t.name)).toEqual(expect.arrayContaining(['log.events', 'log.commands', 'auth.subject_keys', 'read.item', 'loop.asks']));
    for (const { name } of tables) {
      const { rows } = await system.pool.query<{ n: number }>(`select count(*)::int as n from ${name} x where x::text like any($1)`, [FORMS.map((f) => `%${f}%`)]);
      expect([name, rows[0]!.n]).toEqual([name, 0]);
    }
    const client = await system.temporalClient();
    const handle = client.workflow.getHandle(`青匠组〔2031〕7号 · 4 · ${itemId}`);
    await until('the workflow saw the receipt', async () => (await system.pool.query('select 1 from loop.asks where stream = $1 and version_seen >= 3', [`item/${itemId}`])).rowCount === 1);
    const history = Buffer.from(JSON.stringify(await handle.fetchHistory(), (_, v: unknown) => (v instanceof Uint8Array ? Buffer.from(v).toString('utf8') : v))).toString('utf8');
    expect(history).toContain(itemId);
    expect(FORMS.filter((f) => history.includes(f))).toEqual([]);
    const logs = readdirSync(system.folder).filter((f) => f.endsWith('.log'));
    expect(logs.length).toBeGreaterThan(2);
    for (const log of logs) expect([log, FORMS.filter((f) => readFileSync(join(system.folder, log), 'utf8').includes(f))]).toEqual([log, []]);
  });

  it('is erased by the administrator: unreadable everywhere within seconds, the chain whole, the act on record', async () => {
    const before = (await system.store.readStream(`item/${itemId}`)).map((e) => e.hash.toString('hex'));
    const admin = system.as('sysadmin');
    const { rows } = await admin.get<{ rows: { subject: string; name: string }[] }>('/people', { name: '欧阳' });
    expect(rows.map((r) => r.name)).toEqual([TOLD]);
    expect((await system.as('office').ask('POST', `/people/${rows[0]!.subject}/erase`)).status).toBe(403);
    expect(await admin.post(`/people/${rows[0]!.subject}/erase`)).toEqual({ again: false });
    expect(await callers('office', 0)).toEqual(['已删除 (erased)']);
    await until('the other process', async () => (await callers('office', 1))[0] === '已删除 (erased)', 10_000);
    expect((await admin.get<{ rows: unknown[] }>('/people', { name: '欧阳' })).rows).toEqual([]);
    expect((await system.store.readStream(`item/${itemId}`)).map((e) => e.hash.toString('hex')).slice(0, before.length)).toEqual(before);
    expect((await system.store.verify()).findings).toEqual([]);
    const { rows: audit } = await system.pool.query('select by_id, what from auth.account_changes where account_id = $1', [rows[0]!.subject]);
    expect(audit).toEqual([{ by_id: 'p-sysadmin', what: 'erased' }]);
    expect(readFileSync(join(system.folder, 'data', 'outside', 'erasures.jsonl'), 'utf8')).toContain(rows[0]!.subject);
    expect((await admin.ask('POST', '/people/p-sysadmin/erase')).status).toBe(403);
    expect((await admin.ask('POST', '/people/s-nobody/erase')).status).toBe(404);
  });

  it('is an account’s id where a responsible person is named, and no name', async () => {
    const hrHead = system.as('hrhead');
    expect(await hrHead.refused(itemId, 'name-person', { assignmentId: 'a1', personId: NAME })).toMatchObject({ status: 422, code: 'person-unknown' });
    expect((await hrHead.command(itemId, 'name-person', { assignmentId: 'a1', personId: 'p-hr' })).item.assignments[0]?.responsiblePersonId).toBe('p-hr');
  });
});
