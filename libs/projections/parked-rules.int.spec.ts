import type { Pool } from 'pg';
import { aDraftItem } from '#libs/commands/testing/a-plan';
import { issued, person, type TestSystem } from '#libs/commands/testing/a-system';
import { operationsReport } from '#libs/commands/operations';
import { RulesCommands } from '#libs/commands/rules-commands';
import { readParked } from '#libs/event-store/parked-streams';
import { until } from '#libs/event-store/testing/events';
import { STANDARD_RULES } from '#libs/supervision/policy/policy';
import { CALENDAR_STREAM, POLICY_STREAM, ROSTER_STREAM } from '#libs/supervision/rules.streams';
import { PROJECTOR } from './projector';
import { areListsIncomplete } from './read-models-health';
import { rebuild } from './rebuild';
import { Followed } from './testing/followed';
import { verifyReadModels } from './verify-read-models';

describe('rules that cannot be read', () => {
  let followed: Followed;
  let system: TestSystem;
  let owner: Pool;
  let ids: string[];

  beforeEach(async () => {
    followed = await Followed.begin('2026-03-02T01:00:00.000Z');
    ({ system, owner } = followed);
    ids = await issued(system, ['1', '2'].map((n) => aDraftItem(n, { deadline: '2026-06-30' })));
    await followed.caughtUp();
    system.clock.set('2026-03-03T01:00:00.000Z');
  });
  afterEach(() => followed.end());

  const rows = async (): Promise<unknown[][]> => Promise.all(['item', 'duty', 'assignment', 'notice', 'inbox'].map((table) => followed.rowsOf(table)));
  /** What an event of an item would write, by rules as they were read before: handlers refuse to go by rules that they cannot read. */
  const receives = (id: string, n: number): Promise<void> => followed.plant(`item/${id}`, n === 1 ? 'AssignmentReceived' : 'AssignmentUrged', n === 1 ? { assignmentId: 'a1', personId: 'p-1', onBehalf: null } : { assignmentId: 'a1', text: '请抓紧', to: [] });

  const planted: [string, string, string, Record<string, unknown>][] = [
    ['a calendar', CALENDAR_STREAM, 'CalendarPublished', { publishedThrough: 2026, days: null, effectiveFrom: '2026-03-03T01:00:00.000Z', basis: 'x' }],
    ['a policy', `${POLICY_STREAM}standard`, 'PolicySet', { name: 'x', rules: { dutyTemplates: null }, variants: null, effectiveFrom: '2026-03-03T01:00:00.000Z', basis: 'x' }],
    ['the roster', ROSTER_STREAM, 'UnitRenamed', { unitId: 'torn', name: '新名', from: '2026-03-03' }],
  ];

  it.each(planted)('are set aside with their reason, and all else goes on by those before: %s', async (_, stream, type, data) => {
    // A unit whose other names are none: only what follows of it cannot be read.
    if (stream === ROSTER_STREAM) await followed.plant(stream, 'UnitRegistered', { unitId: 'torn', name: '旧名', aliases: 5, parentId: null, housedIn: null, staffed: true, since: '2026-03-01' });
    const { version } = await system.store.head(stream);
    await followed.plant(stream, type, data);
    await receives(ids[0]!, 1);
    await followed.caughtUp();
    expect(await readParked(system.pool, PROJECTOR)).toMatchObject([{ stream, version: version + 1, cause: 'failed', reason: { zh: expect.stringContaining('读不通') as string } }]);
    expect((await owner.query(`select status from read.item where item_id = $1 and known_to = 'infinity'`, [ids[0]])).rows).toEqual([{ status: 'inProgress' }]);
    expect(await areListsIncomplete(system.pool)).toBe(true);
    const trouble = (await operationsReport(system.store, system.clock)).troubles.filter((t) => t.kind === 'parked');
    expect(trouble).toMatchObject([{ id: `${PROJECTOR}|${stream}`, retry: false, remedy: { zh: expect.stringContaining('duban rebuild') as string } }]);
    // Another process, which reads all rules anew, comes to the same.
    await followed.following.stop();
    followed.follow();
    await receives(ids[1]!, 1);
    await followed.plant(stream, type, data);
    await receives(ids[1]!, 2);
    await followed.caughtUp();
    expect(await readParked(system.pool, PROJECTOR)).toMatchObject([{ stream, version: version + 1 }]);
    expect(await verifyReadModels(system.store, owner)).toMatchObject({ equal: true, parked: [{ stream, version: version + 1 }] });
    // Whoever would act by them is told what is at fault, and nothing is written.
    await expect(system.items.execute(ids[1]!, { type: 'receive', assignmentId: 'a1', onBehalf: null }, person(system.units['市总工会']!), { scope: 'p', commandId: 'late' })).rejects.toMatchObject({ name: 'UnreadableEvent', stream });
    const before = await rows();
    expect((await rebuild(system.store, owner)).parked).toMatchObject([{ stream, version: version + 1, cause: 'failed' }]);
    expect(await rows()).toEqual(before);
    expect(await readParked(system.pool, PROJECTOR)).toMatchObject([{ stream, version: version + 1 }]);
  });

  it('are left where they are until a rebuild, though somebody asks for a retry: what followed was shown without them', async () => {
    const stream = `${POLICY_STREAM}standard`;
    const { version } = await system.store.head(stream);
    await followed.following.stop();
    await new RulesCommands(system.store, system.references, system.clock).setPolicy('standard', { name: '标准', rules: { ...STANDARD_RULES, quantifyWorkingDays: 60 }, variants: [], effectiveFrom: null, basis: '联席会议纪要' }, person(system.units['市产改办']!), { scope: 'p', commandId: 'policy' });
    // As if the program before had not been able to read it.
    await owner.query('insert into log.parked (subscription, stream, version, cause, reason, reason_zh) values ($1, $2, $3, $4, $5, $5)', [PROJECTOR, stream, version + 1, 'failed', 'x']);
    followed.follow();
    await receives(ids[0]!, 1);
    await followed.caughtUp();
    followed.following.renew();
    await receives(ids[1]!, 1);
    await followed.caughtUp();
    expect(await readParked(system.pool, PROJECTOR)).toMatchObject([{ stream, version: version + 1 }]);
    expect(await verifyReadModels(system.store, owner)).toMatchObject({ equal: true, parked: [{ stream }] });
    expect((await rebuild(system.store, owner)).parked).toEqual([]);
    await receives(ids[1]!, 2);
    await followed.caughtUp();
    expect(await verifyReadModels(system.store, owner)).toMatchObject({ equal: true, parked: [] });
    expect(await areListsIncomplete(system.pool)).toBe(false);
  });
});

describe('a stream that is taken up again', () => {
  it('meets the rules that changed while it was set aside, and those that change after', async () => {
    const followed = await Followed.begin('2026-03-02T01:00:00.000Z');
    try {
      const { system, owner } = followed;
      const ids = await issued(system, ['1', '2'].map((n) => aDraftItem(n, { deadline: null, targets: [{ metric: '培训', comparison: '>=', value: 5, unit: '场', text: '5场' }] })));
      await followed.caughtUp();
      await owner.query(`alter table read.item add constraint not_now check (item_id <> '${ids[0]}' or status <> 'inProgress')`);
      const receive = (id: string) => system.items.execute(id, { type: 'receive', assignmentId: 'a1', onBehalf: null }, person(system.units['市总工会']!), { scope: 'p', commandId: `receive-${id}` });
      const set = async (day: string, quantifyWorkingDays: number): Promise<void> => {
        system.clock.set(`${day}T01:00:00.000Z`);
        const done = await new RulesCommands(system.store, system.references, system.clock).setPolicy('standard', { name: '标准', rules: { ...STANDARD_RULES, quantifyWorkingDays }, variants: [], effectiveFrom: null, basis: '联席会议纪要' }, person(system.units['市产改办']!), { scope: 'p', commandId: `policy-${day}` });
        expect(done).toMatchObject({ kind: 'accepted' });
      };
      await receive(ids[0]!);
      await followed.caughtUp();
      expect(await readParked(system.pool, PROJECTOR)).toMatchObject([{ stream: `item/${ids[0]}` }]);
      await set('2026-03-03', 60);
      await receive(ids[1]!);
      await followed.caughtUp();
      await until('the others have met the change', async () => (await owner.query<{ base: number; through: number }>('select base, through from read.rules_pass')).rows.every((r) => r.base === r.through));
      await owner.query('alter table read.item drop constraint not_now');
      followed.following.renew();
      await until('it is taken up', async () => (await readParked(system.pool, PROJECTOR)).length === 0);
      expect(await verifyReadModels(system.store, owner)).toMatchObject({ equal: true, differences: [], parked: [] });
      await set('2026-03-04', 90);
      await followed.caughtUp();
      expect(await verifyReadModels(system.store, owner)).toMatchObject({ equal: true, differences: [] });
    } finally {
      await followed.end();
    }
  });
});
