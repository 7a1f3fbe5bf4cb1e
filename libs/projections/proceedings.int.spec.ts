import type { Pool } from 'pg';
import { RulesCommands } from '#libs/commands/rules-commands';
import { Difficulties } from '#libs/commands/testing/a-difficulty';
import type { TestSystem } from '#libs/commands/testing/a-system';
import { DIFFICULTY } from '#libs/supervision/difficulty/difficulty';
import { STANDARD_RULES } from '#libs/supervision/policy/policy';
import { viewProceeding } from '#libs/supervision/proceeding/proceeding.view';
import { rebuild } from './rebuild';
import { Followed, throwing } from './testing/followed';
import { verifyReadModels } from './verify-read-models';

const TABLES = ['proceeding', 'proceeding_duty', 'notice', 'inbox'];
const UNION = '市总工会';

describe('proceedings in the read models', () => {
  let system: TestSystem;
  let owner: Pool;
  let followed: Followed;
  let difficulties: Difficulties;

  beforeEach(async () => {
    followed = await Followed.begin('2026-03-02T01:00:00.000Z', throwing);
    ({ system, owner } = followed);
    difficulties = new Difficulties(system);
    for (const id of ['d1', 'd2', 'd3']) await difficulties.raise(id, UNION);
    system.clock.set('2026-03-03T01:00:00.000Z');
    await difficulties.act('d1', { type: 'coordinate', unitId: system.units['市财政局']!, text: '会商兑现时限', day: '2026-03-20' });
    await difficulties.act('d2', { type: 'draftCircular', unitIds: [system.units[UNION]!, system.units['市财政局']!], text: '现将有关情况通报如下', deadline: null });
    system.clock.set('2026-03-04T01:00:00.000Z');
    await difficulties.act('d2', { type: 'signPaper', paperId: 'p1' }, undefined, 'p-signer');
    await difficulties.act('d2', { type: 'readNotice', noticeId: 'p1' }, UNION, 'p-union');
    system.clock.set('2026-03-25T01:00:00.000Z');
    for (const id of ['d1', 'd2', 'd3']) await difficulties.commands.settle(id);
    await difficulties.act('d3', { type: 'leave', reason: '企业已迁出' });
    await followed.caughtUp();
  });
  afterEach(() => followed.end());

  const rowsOf = (table: string): Promise<unknown[]> => followed.rowsOf(table);

  /** The rows of a replay are those that serve, and those of a rebuild are the same to the last moment. */
  async function sameHoweverMade(): Promise<void> {
    await followed.caughtUp();
    expect(await verifyReadModels(system.store, owner)).toMatchObject({ equal: true, differences: [] });
    const before = await Promise.all(TABLES.map(rowsOf));
    expect(before.every((rows) => rows.length > 0)).toBe(true);
    await rebuild(system.store, owner);
    expect(await Promise.all(TABLES.map(rowsOf))).toEqual(before);
  }

  const duty = async (id: string, kind: string): Promise<unknown[]> =>
    (await owner.query(`select due::text, known_from from read.proceeding_duty where proceeding_id = $1 and duty_kind = $2 and known_to = 'infinity'`, [id, kind])).rows;

  const setPolicy = async (change: Partial<typeof STANDARD_RULES>, commandId: string): Promise<void> => {
    const rules = new RulesCommands(system.store, system.references, system.clock);
    const proposed = { name: '标准督办规则', rules: { ...STANDARD_RULES, ...change }, variants: [], effectiveFrom: null, basis: '联席会议纪要' };
    expect(await rules.setPolicy('standard', proposed, { kind: 'person', personId: 'p-office', unitId: '' }, { scope: 'p', commandId })).toMatchObject({ kind: 'accepted' });
  };

  it('equal a replay, and go on doing so after a rebuild in service', async () => {
    await sameHoweverMade();
    await difficulties.act('d1', { type: 'doStep', stepId: 's1', text: '已印发兑现流程', evidenceIds: [] }, '市财政局', 'p-finance');
    await sameHoweverMade();
    const { rows } = await owner.query(`select unit_id, read_at is not null as read from read.inbox where notice_id = 'difficulty/d2/p1' order by read`);
    expect(rows).toEqual([{ unit_id: system.units['市财政局'], read: false }, { unit_id: system.units[UNION], read: true }]);
  });

  it.each([
    ['a changed status', `update read.proceeding set status = 'solved' where proceeding_id = 'd1' and known_to = 'infinity'`, 'proceeding', 'd1'],
    ['a duty taken away', `delete from read.proceeding_duty where proceeding_id = 'd2'`, 'proceeding_duty', 'd2'],
    ['a paper that nobody signed', `update read.notice set issued_at = null where notice_id = 'difficulty/d2/p1'`, 'notice', 'difficulty/d2'],
    ['a planted delivery', `insert into read.inbox (notice_id, unit_id, post, why, delivered_at) values ('difficulty/d2/p9', 'u', 'liaison', 'informed', now())`, 'inbox', 'difficulty/d2/p9'],
  ])('%s is found by its key', async (_, sql, table, key) => {
    await owner.query(sql);
    expect((await verifyReadModels(system.store, owner)).differences).toEqual([expect.objectContaining({ table, key })]);
  });

  it('take up changed rules where nobody has touched them since, from the moment of the change', async () => {
    await difficulties.raise('d4', UNION);
    system.clock.set('2026-03-26T01:00:00.000Z');
    await followed.caughtUp();
    expect(await duty('d4', 'settle')).toMatchObject([{ due: '2026-04-01' }]);
    await setPolicy({ outcomeWorkingDays: 15 }, 'policy');
    // Another one goes on before anybody has looked at the rest.
    await difficulties.act('d2', { type: 'draftCircular', unitIds: [system.units[UNION]!], text: '再次通报', deadline: null });
    await sameHoweverMade();
    const changed = { due: '2026-04-16', known_from: new Date('2026-03-26T01:00:00.000Z') };
    expect(await duty('d4', 'settle')).toEqual([changed]);
    // As the page says it, which asks the rules of the moment.
    const { state } = await difficulties.commands.load('d4');
    const { rules } = await system.references.rules(state!.policyId);
    expect(viewProceeding(DIFFICULTY, state!, rules, system.clock.now(), { kind: 'all' }).duties[0]?.day).toBe(changed.due);
  });

  it('take them up once, though the projector is stopped and another goes on', async () => {
    await difficulties.raise('d4', UNION);
    await followed.caughtUp();
    await followed.following.stop();
    system.clock.set('2026-03-26T01:00:00.000Z');
    await setPolicy({ outcomeWorkingDays: 15 }, 'first');
    system.clock.set('2026-03-26T02:00:00.000Z');
    await difficulties.act('d4', { type: 'draftCircular', unitIds: [system.units[UNION]!], text: '通报', deadline: null });
    system.clock.set('2026-03-26T03:00:00.000Z');
    await setPolicy({ outcomeWorkingDays: 20 }, 'second');
    followed.follow();
    await sameHoweverMade();
    const { rows } = await owner.query(`select due::text from read.proceeding_duty where proceeding_id = 'd4' and duty_kind = 'settle' order by known_from`);
    expect(rows.map((r: { due: string }) => r.due)).toEqual(['2026-04-01', '2026-04-16', '2026-04-23']);
  });
});
