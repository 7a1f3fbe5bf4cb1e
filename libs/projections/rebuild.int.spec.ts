import { EventStore } from '#libs/event-store/event-store';
import type { Pool } from 'pg';
import { aDraftItem } from '#libs/commands/testing/a-plan';
import { issued, person, type TestSystem } from '#libs/commands/testing/a-system';
import { UnknownEvent } from '#libs/commands/fold-cache';
import { RulesCommands, type ProposedPolicy } from '#libs/commands/rules-commands';
import { noteRulesInForce } from '#libs/commands/rules-in-force';
import { readCheckpoint } from '#libs/event-store/checkpoint';
import { readParked } from '#libs/event-store/parked-streams';
import { Subscription } from '#libs/event-store/subscription';
import { readNoticeOfPlan } from '#libs/supervision/plan/plan.notices';
import { proposeWithdrawal } from '#libs/supervision/plan/plan.withdraw';
import { STANDARD_RULES } from '#libs/supervision/policy/policy';
import { ROSTER_STREAM } from '#libs/supervision/rules.streams';
import { CLOCK } from '#libs/supervision/actor';
import { PASS } from './item.projection';
import { PROJECTOR, ReadModels } from './projector';
import { rebuild } from './rebuild';
import { Followed } from './testing/followed';
import { verifyReadModels } from './verify-read-models';

describe('read models and the log', () => {
  let system: TestSystem;
  let owner: Pool;
  let followed: Followed;

  beforeEach(async () => {
    followed = await Followed.begin('2026-03-02T01:00:00.000Z');
    ({ system, owner } = followed);
    const ids = await issued(system, [aDraftItem('1', { deadline: '2026-03-31' }), aDraftItem('2', { deadline: null, targets: [{ metric: '培训', comparison: '>=', value: 400, unit: '人次', text: '400人次' }], leads: ['市人社局', '市财政局'] }), aDraftItem('3', { recurrence: 'monthly' })]);
    await system.items.execute(ids[0]!, { type: 'receive', assignmentId: 'a1', onBehalf: null }, person(system.units['市总工会']!), { scope: 'p', commandId: 'receive' });
    const [office, signer] = [person(system.units['市产改办']!, 'p-office'), person(system.units['市产改办']!, 'p-signer')];
    const words = { basis: '市委改革办〔2026〕3号', reason: '任务并入全市要点' };
    await system.plans.decide('plan1', (plan) => proposeWithdrawal(plan, words, office), office, { scope: 'p', commandId: 'propose' }, words);
    await system.plans.decide('plan1', (plan) => readNoticeOfPlan(plan, 'withdrawal.1', signer), signer, { scope: 'p', commandId: 'read' }, {});
    for (const day of ['2026-03-20', '2026-04-01', '2026-04-10', '2026-05-04']) {
      system.clock.set(`${day}T02:00:00.000Z`);
      for (const id of ids) await system.items.execute(id, { type: 'settle' }, CLOCK, null);
    }
    await followed.caughtUp();
  });

  afterEach(() => followed.end());

  /** A lead tells a value, and corrects it. */
  async function tells(): Promise<void> {
    const lead = person(system.units['市人社局']!);
    await system.items.execute('plan1-2', { type: 'receive', assignmentId: 'a1', onBehalf: null }, lead, { scope: 'p', commandId: 'receive-2' });
    await system.items.execute('plan1-2', { type: 'report', assignmentId: 'a1', stepId: null, text: '已培训30人次', percent: null, values: [{ targetId: 't1', value: 30, asOf: '2026-03-01' }], noProgressReason: null, onBehalf: null }, lead, { scope: 'p', commandId: 'report' });
    system.clock.set('2026-05-05T02:00:00.000Z');
    await system.items.execute('plan1-2', { type: 'correctValue', assignmentId: 'a1', targetId: 't1', value: 28, asOf: '2026-03-01', reason: '核减重复' }, lead, { scope: 'p', commandId: 'correct' });
    await followed.caughtUp();
  }

  const rowsOf = (table: string): Promise<unknown[]> => followed.rowsOf(table);

  it('equal a replay, and go on doing so after a rebuild in service', async () => {
    expect(await verifyReadModels(system.store, owner)).toMatchObject({ equal: true, differences: [] });
    await tells();
    const before = await Promise.all(['item', 'item_text', 'assignment', 'duty', 'coverage', 'target', 'figure', 'notice', 'inbox', 'plan'].map(rowsOf));
    expect(before.every((rows) => rows.length > 0)).toBe(true);
    expect(before.at(-2)).toContainEqual(expect.objectContaining({ notice_id: 'plan/plan1/withdrawal.1', post: 'leader', read_by: 'p-signer' }));
    await rebuild(system.store, owner);
    expect(await Promise.all(['item', 'item_text', 'assignment', 'duty', 'coverage', 'target', 'figure', 'notice', 'inbox', 'plan'].map(rowsOf))).toEqual(before);
    system.clock.set('2026-05-20T02:00:00.000Z');
    await system.items.execute('plan1-2', { type: 'receive', assignmentId: 'a1', onBehalf: null }, person(system.units['市人社局']!), { scope: 'p', commandId: 'late' });
    await followed.caughtUp();
    expect(await verifyReadModels(system.store, owner)).toMatchObject({ equal: true });
  });

  it.each([
    ['a changed colour', `update read.item set light = 'green' where item_id = 'plan1-1' and known_to = 'infinity'`, 'item', 'plan1-1'],
    ['a row taken away', `delete from read.duty where item_id = 'plan1-2' and duty = 'quantify'`, 'duty', 'plan1-2'],
    ['a figure that nobody told', `update read.figure set value = 99 where item_id = 'plan1-2' and known_to = 'infinity'`, 'figure', 'plan1-2'],
    ['a period made to be in time', `update read.coverage set state = 'inTime' where item_id = 'plan1-3' and period = '2026-M03' and known_to = 'infinity'`, 'coverage', 'plan1-3'],
    ['word of a plan that nobody was given', `update read.notice set kind = 'ruled' where notice_id = 'plan/plan1/withdrawal.1'`, 'notice', 'plan1'],
    ['a planted notice', `insert into read.inbox (notice_id, unit_id, post, why, delivered_at) values ('planted', 'u', 'leader', 'escalation', now())`, 'inbox', 'planted'],
  ])('%s is found by its key', async (_, sql, table, key) => {
    if (table === 'figure') await tells();
    await owner.query(sql);
    const report = await verifyReadModels(system.store, owner);
    expect(report.differences).toEqual([expect.objectContaining({ table, key })]);
  });

  const tables = (): Promise<unknown[][]> => Promise.all(['item', 'item_text', 'assignment', 'duty', 'coverage', 'target', 'figure', 'notice', 'inbox'].map(rowsOf));
  const setter = { kind: 'person' as const, personId: 'p-office', unitId: '' };
  const policy = (change: Partial<typeof STANDARD_RULES>, effectiveFrom: string | null): ProposedPolicy => ({ name: '标准督办规则', rules: { ...STANDARD_RULES, ...change }, variants: [], effectiveFrom, basis: '联席会议纪要' });
  const due = async (duty: string): Promise<unknown[]> =>
    (await owner.query(`select due::text, known_from from read.duty where item_id = 'plan1-2' and duty = $1 and known_to = 'infinity'`, [duty])).rows;

  async function rename(unitId: string, name: string): Promise<void> {
    const head = await system.store.head(ROSTER_STREAM);
    const now = system.clock.now();
    const event = { type: 'UnitRenamed', schemaVersion: 1, data: { unitId, name, from: now.slice(0, 10) }, meta: { actor: { kind: 'system', name: 'test' }, occurredAt: now, recordedAt: now, rules: { policy: 0, calendar: 0, roster: 0 } } };
    expect(await system.store.append({ command: null, streams: [{ stream: ROSTER_STREAM, expectedVersion: head.version, headHash: head.headHash, events: [event] }], guards: [] })).toMatchObject({ kind: 'appended' });
  }

  /** The rows of a replay are those that serve, and those of a rebuild are the same to the last moment. */
  async function sameHoweverMade(): Promise<void> {
    await followed.caughtUp();
    expect(await verifyReadModels(system.store, owner)).toMatchObject({ equal: true, differences: [] });
    const before = await tables();
    await rebuild(system.store, owner);
    expect(await tables()).toEqual(before);
  }

  it('take up changed rules in items that nobody has touched since, from the moment of the change', async () => {
    const rules = new RulesCommands(system.store, system.references, system.clock);
    expect(await due('receipt:a1')).toMatchObject([{ due: '2026-03-05' }]);
    system.clock.set('2026-05-06T02:00:00.000Z');
    await rename(system.units['市财政局']!, '市财政和资产局');
    system.clock.set('2026-05-06T03:00:00.000Z');
    await rules.setPolicy('standard', policy({ quantifyWorkingDays: 60 }, null), setter, { scope: 'p', commandId: 'policy' });
    // One of them goes on before anybody has looked at the others.
    await system.items.execute('plan1-3', { type: 'receive', assignmentId: 'a1', onBehalf: null }, person(system.units['市总工会']!), { scope: 'p', commandId: 'between' });
    await sameHoweverMade();
    expect(await due('quantify')).toEqual([{ due: '2026-05-28', known_from: new Date('2026-05-06T03:00:00.000Z') }]);
    const { rows } = await owner.query(`select item_id, known_from from read.item_text where search like '%市财政和资产局%' order by known_from`);
    expect(rows[0]).toEqual({ item_id: 'plan1-2', known_from: new Date('2026-05-06T02:00:00.000Z') });
  });

  it('take up changed rules where the pass was killed half way, each row once and from the moment of the change', async () => {
    const many = Array.from({ length: 2 * PASS }, (_, i) => aDraftItem(`${i + 1}`, { deadline: '2026-06-30' }));
    await issued(system, many, 'plan2');
    await followed.caughtUp();
    await followed.following.stop();
    system.clock.set('2026-05-06T03:00:00.000Z');
    await new RulesCommands(system.store, system.references, system.clock).setPolicy('standard', policy({ quantifyWorkingDays: 60 }, null), setter, { scope: 'p', commandId: 'policy' });
    // The change itself is taken in; what goes through the items after it is done by hand, so that it can die.
    const without = new Subscription(system.store, { name: PROJECTOR, handle: (batch, client) => new ReadModels(system.store).apply(batch, client), onTrouble: () => undefined });
    void without.run();
    await followed.caughtUp();
    await without.stop();
    const end = (await readCheckpoint(system.pool, PROJECTOR))!.cursor;
    const changed = async (): Promise<number> => (await owner.query(`select distinct item_id from read.duty where duty = 'quantify' and known_from = '2026-05-06T03:00:00.000Z'`)).rowCount!;
    const killed = new ReadModels(system.store);
    const piece = async (how: 'commit' | 'rollback'): Promise<boolean> => {
      const client = await system.pool.connect();
      await client.query('begin');
      const more = await killed.pass(client, end);
      await client.query(how);
      client.release();
      return more;
    };
    expect(await piece('commit')).toBe(true);
    expect(await changed()).toBe(PASS);
    await piece('rollback');
    expect(await changed()).toBe(PASS);
    followed.follow();
    await sameHoweverMade();
    expect(await changed()).toBe(many.length + 3);
    const { rows } = await owner.query(`select item_id from read.duty where duty = 'quantify' and known_to = 'infinity' group by 1 having count(*) > 1`);
    expect(rows).toEqual([]);
  });

  it('take up rules that were set ahead of their time when that time has come', async () => {
    const rules = new RulesCommands(system.store, system.references, system.clock);
    system.clock.set('2026-05-06T03:00:00.000Z');
    const before = await due('quantify');
    await rules.setPolicy('standard', policy({ quantifyWorkingDays: 60 }, '2026-05-10T16:00:00.000Z'), setter, { scope: 'p', commandId: 'policy' });
    expect(await noteRulesInForce(system.store, system.clock)).toBeNull();
    await sameHoweverMade();
    expect(await due('quantify')).toEqual(before);
    system.clock.set('2026-05-11T01:00:00.000Z');
    expect(await noteRulesInForce(system.store, system.clock)).toMatchObject({ policies: ['standard'], calendar: false });
    expect(await noteRulesInForce(system.store, system.clock)).toBeNull();
    await sameHoweverMade();
    expect(await due('quantify')).toEqual([{ due: '2026-05-28', known_from: new Date('2026-05-11T01:00:00.000Z') }]);
  });

  it('go on with the other streams where one holds an entry of a newer program, and park that one', async () => {
    const stream = 'item/plan1-1';
    const head = await system.store.head(stream);
    const meta = { actor: { kind: 'system', name: 'test' }, occurredAt: system.clock.now(), recordedAt: system.clock.now(), rules: { policy: 1, calendar: 1, roster: 4 } };
    await new EventStore(system.pool).append({ command: null, streams: [{ stream, expectedVersion: head.version, headHash: head.headHash, events: [{ type: 'OfTomorrow', schemaVersion: 1, data: {}, meta }] }], guards: [] });
    await system.items.execute('plan1-2', { type: 'receive', assignmentId: 'a1', onBehalf: null }, person(system.units['市人社局']!), { scope: 'p', commandId: 'others' });
    await expect(system.items.load('plan1-1')).rejects.toThrow(UnknownEvent);
    await sameHoweverMade();
    expect((await rebuild(system.store, owner)).parked).toMatchObject([{ stream, cause: 'unknown' }]);
    expect(await readParked(system.pool, PROJECTOR)).toMatchObject([{ stream, version: head.version + 1 }]);
  });

  it('answer for any past moment as they did then', async () => {
    const light = async (at: string): Promise<string | undefined> =>
      (await owner.query<{ light: string }>(`select light from read.item where item_id = 'plan1-1' and known_from <= $1 and known_to > $1`, [at])).rows[0]?.light;
    expect(await light('2026-03-10T00:00:00.000Z')).toBe('green');
    expect(await light('2026-03-25T00:00:00.000Z')).toBe('blue');
    expect(await light('2026-04-02T00:00:00.000Z')).toBe('yellow');
    expect(await light('2026-04-12T00:00:00.000Z')).toBe('red');
  });
});
