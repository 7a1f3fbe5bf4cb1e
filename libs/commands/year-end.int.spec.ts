import { itemIdsOf } from '#libs/supervision/plan/plan.evolve';
import { Office } from './office';
import { aDraft, aDraftItem } from './testing/a-plan';
import { aSystem, issued, OFFICE, person, type TestSystem } from './testing/a-system';

const TARGETS = [
  { metric: '培训', comparison: '>=' as const, value: 100, unit: '人次', text: '100人次' },
  { metric: '建会', comparison: '>=' as const, value: 5, unit: '家', text: '5家' },
];

describe('the end of a plan’s year', () => {
  let system: TestSystem;
  let office: Office;
  let ids: string[];
  const sender = (commandId: string) => ({ scope: 'p-office', commandId });
  const actor = () => person(system.units[OFFICE]!, 'p-office');
  const plan = async (id = 'plan1') => (await system.plans.load(id)).state!;
  const item = async (id: string) => (await system.items.load(id)).state!;
  const close = { act: 'closeUnfulfilled' as const, reason: '年度内未完成' };

  async function nextPlan(): Promise<string> {
    const draft = aDraft([aDraftItem('1', { deadline: '2027-06-30' })], 2027);
    await system.plans.draft({ planId: 'plan2', draft, officeUnitId: system.units[OFFICE]!, supervisingUnitId: null, conferenceUnitId: null, source: { name: 't', sha256: '1'.repeat(64), format: 'txt' } }, actor(), sender('draft-next-plan'));
    return 'plan2';
  }

  beforeEach(async () => {
    system = await aSystem('2026-03-02T01:00:00.000Z');
    office = new Office(system.store, system.references, system.clock, system.items, system.plans);
    ids = await issued(system, [aDraftItem('1', { deadline: '2026-11-30', targets: TARGETS, participants: ['市人社局'] }), aDraftItem('2'), aDraftItem('3', { deadline: '2026-12-20' })]);
    const lead = person(system.units['市总工会']!);
    await system.items.execute(ids[0]!, { type: 'receive', assignmentId: 'a1', onBehalf: null }, lead, sender('receive-1'));
    await system.items.execute(ids[0]!, { type: 'report', assignmentId: 'a1', stepId: null, text: '培训', percent: null, values: [{ targetId: 't1', value: 120, asOf: '2026-03-01' }], noProgressReason: null, onBehalf: null }, lead, sender('report-1'));
  });
  afterEach(() => system.close());

  it('shows what is open, with targets reached and unmet', async () => {
    system.clock.set('2027-01-04T01:00:00.000Z');
    const rows = await office.yearEnds.open(await plan());
    expect(rows.map((r) => [r.itemId, r.light, r.late, r.unmet])).toEqual([[ids[0], 'red', true, 1], [ids[1], 'grey', false, 0], [ids[2], 'red', true, 0]]);
    expect(rows[0]!.targets).toMatchObject([{ id: 't1', reached: 120, met: true }, { id: 't2', reached: null, met: false }]);
    expect(rows[0]!.openUnitIds).toHaveLength(2);
  });

  it('refuses before the year is over, item by item', async () => {
    const rows = await office.yearEnds.preview(await plan(), null, close, actor());
    expect(rows).toMatchObject([{ refusal: { code: 'too-early' } }, { refusal: { code: 'too-early' } }, { refusal: { code: 'too-early' } }]);
    expect(await office.yearEnds.preview(await plan(), ['elsewhere'], close, actor())).toMatchObject({ rejected: { code: 'not-found', field: 'itemIds[0]' } });
  });

  it('closes what is chosen, resumes after a break, and a repeat does nothing twice', async () => {
    system.clock.set('2027-01-04T01:00:00.000Z');
    expect(await office.yearEnds.preview(await plan(), ids.slice(0, 2), close, actor())).toMatchObject([{ refusal: null }, { refusal: null }]);
    const begun = await office.yearEnds.begin(await plan(), ids.slice(0, 2), close, actor(), sender('close-two'));
    if (begun.kind !== 'accepted') throw new Error(JSON.stringify(begun));
    // One was done before a crash, and the job does not know of it.
    await system.items.execute(ids[0]!, { type: 'closeUnfulfilled', reason: close.reason }, actor(), { scope: `job:${begun.state.id}`, commandId: ids[0]! });
    const other = new Office(system.store, system.references, system.clock, system.another(), system.plans);
    expect(await other.jobs.resume(60_000)).toBe(0); // begun a moment ago: somebody is at it
    expect(await other.jobs.resume(60_000, 0)).toBe(1);
    expect((await office.jobs.load(begun.state.id)).state).toMatchObject({ status: 'ended', done: 2, of: 2, refused: [] });
    expect(await other.jobs.resume(60_000, 0)).toBe(0);
    expect(await office.yearEnds.begin(await plan(), ids.slice(0, 2), close, actor(), sender('close-two'))).toMatchObject({ replayed: true, state: { status: 'ended', done: 2 } });
    expect(await office.yearEnds.begin(await plan(), null, close, actor(), sender('close-two'))).toEqual({ kind: 'differentBody' });
    expect((await item(ids[0]!)).closed).toMatchObject({ how: 'closedUnfulfilled', reason: close.reason });
    expect((await item(ids[2]!)).closed).toBeNull();
  });

  it('carries over into an issued plan, whose items run at once and remember where they come from', async () => {
    system.clock.set('2027-01-04T01:00:00.000Z');
    await nextPlan();
    await system.plans.issue('plan2', actor(), sender('issue-next-plan'));
    const act = { act: 'carryOver' as const, toPlanId: 'plan2', deadline: '2027-09-30', reason: '结转下一年度' };
    expect(await office.yearEnds.preview(await plan(), null, act, actor())).toMatchObject([{ refusal: null }, { refusal: null }, { refusal: null }]);
    const begun = await office.yearEnds.begin(await plan(), null, act, actor(), sender('carry-all'));
    const { state: job } = await office.jobs.run((begun as { state: { id: string } }).state.id);
    expect(job).toMatchObject({ done: 3, refused: [], status: 'ended' });
    const next = await plan('plan2');
    expect(itemIdsOf(next)).toEqual(['plan2-1', 'plan2-J1', 'plan2-J2', 'plan2-J3']);
    expect((await item(ids[0]!)).closed).toMatchObject({ how: 'carriedOver', carriedTo: { planId: 'plan2', itemId: 'plan2-J1' } });
    expect(await item('plan2-J1')).toMatchObject({
      planId: 'plan2', number: '结转1', deadline: '2027-09-30', firstDeadline: '2026-11-30', carriedFrom: { itemId: ids[0], firstDeadline: '2026-11-30' }, period: { from: '2027-01-01', to: '2027-12-31' },
      targets: [{ id: 't2' }], assignments: { a1: { unitId: system.units['市总工会'], role: 'lead', coordinator: true }, a2: { unitId: system.units['市人社局'], role: 'participant' } },
    });
    expect(await office.yearEnds.open(await plan())).toEqual([]);
  });

  it('carries over into a draft, which issues it with its first deadline', async () => {
    system.clock.set('2027-01-04T01:00:00.000Z');
    await nextPlan();
    const to = { toPlanId: 'plan2', deadline: null, reason: '结转下一年度' };
    const first = await office.carryOvers.carry(ids[0]!, to, actor(), sender('carry-one'));
    expect(first).toMatchObject({ kind: 'accepted', replayed: false, state: { closed: { how: 'carriedOver', carriedTo: { planId: 'plan2', itemId: null } } } });
    expect(await office.carryOvers.carry(ids[0]!, to, actor(), sender('carry-one'))).toMatchObject({ kind: 'accepted', replayed: true });
    expect(await office.carryOvers.carry(ids[0]!, to, actor(), sender('carry-again'))).toMatchObject({ rejection: { code: 'item-closed' } });
    expect(await office.carryOvers.carry(ids[2]!, { ...to, toPlanId: 'plan1' }, actor(), sender('carry-self'))).toMatchObject({ rejection: { code: 'carried-into-own-plan', field: 'toPlanId' } });
    const done = await system.plans.issue('plan2', actor(), sender('issue-next-plan'));
    const carried = (done as { state: { issueItems: { key: string; itemId: string }[] } }).state.issueItems.find((i) => i.key === `carried-${ids[0]}`)!;
    expect(await item(carried.itemId)).toMatchObject({ firstDeadline: '2026-11-30', deadline: null, carriedFrom: { itemId: ids[0], firstDeadline: '2026-11-30' } });
  });

  it('carries over what was closed as unfulfilled, which stays so; not out of an archive', async () => {
    system.clock.set('2027-01-04T01:00:00.000Z');
    await nextPlan();
    await system.plans.issue('plan2', actor(), sender('issue-next-plan'));
    for (const [i, id] of ids.entries()) await system.items.execute(id, { type: 'closeUnfulfilled', reason: close.reason }, actor(), sender(`close-item-${i}`));
    const act = { act: 'carryOver' as const, toPlanId: 'plan2', deadline: '2027-09-30', reason: '结转下一年度' };
    expect(await office.yearEnds.preview(await plan(), ids.slice(0, 1), act, actor())).toMatchObject([{ refusal: null }]);
    const { act: _act, ...to } = act;
    expect(await office.carryOvers.carry(ids[0]!, to, actor(), sender('carry-one'))).toMatchObject({ kind: 'accepted', state: { closed: { how: 'closedUnfulfilled', reason: close.reason, carriedTo: { planId: 'plan2', itemId: 'plan2-J1' } } } });
    expect(await office.carryOvers.carry(ids[0]!, to, actor(), sender('carry-one'))).toMatchObject({ kind: 'accepted', replayed: true });
    expect(await office.carryOvers.carry(ids[0]!, to, actor(), sender('carry-again'))).toMatchObject({ rejection: { code: 'item-closed' } });
    expect(await item('plan2-J1')).toMatchObject({ deadline: '2027-09-30', firstDeadline: '2026-11-30', carriedFrom: { itemId: ids[0] }, closed: null });
    await office.archives.archive('plan1', actor(), sender('archive-the-plan'));
    expect((await plan()).status).toBe('archived');
    expect(await office.carryOvers.carry(ids[2]!, to, actor(), sender('carry-sealed'))).toMatchObject({ rejection: { code: 'plan-archived' } });
  });
});
