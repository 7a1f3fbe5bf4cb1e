import { PlanAmendments } from '#libs/commands/amend-plan';
import { RulesCommands } from '#libs/commands/rules-commands';
import { aDraftItem } from '#libs/commands/testing/a-plan';
import { issued, OFFICE, person, type TestSystem } from '#libs/commands/testing/a-system';
import type { Amendment } from '#libs/supervision/plan/amendment';
import type { DraftItem } from '#libs/supervision/plan/draft';
import type { NewItem } from '#libs/supervision/plan/plan.new-item';
import { STANDARD_RULES } from '#libs/supervision/policy/policy';
import { RollUp } from '#libs/supervision/roll-up/roll-up';
import { lowerItemsOf } from './queries/lower-items.query';
import { ledgerPage } from './queries/ledger.query';
import { lowerPlans } from './queries/lower.query';
import { rollUpOf } from './queries/roll-up.query';
import { Followed, throwing } from './testing/followed';
import { rebuild } from './rebuild';
import { verifyReadModels } from './verify-read-models';

const NOW = { asOf: null };
const figure = (value: number): DraftItem['targets'][number] => ({ metric: '培训', comparison: '>=', value, unit: '人次', text: `${value}人次` });

/** A plan of four items, and a lower one that takes up three of them, with a share of their figures. */
describe('what is split and merged above', () => {
  let followed: Followed;
  let system: TestSystem;
  let above: string[];
  let below: string[];

  beforeEach(async () => {
    followed = await Followed.begin('2026-03-02T01:00:00.000Z', throwing);
    ({ system } = followed);
    const policy = { name: '标准督办规则', rules: { ...STANDARD_RULES, lowerPlans: 'inform' as const }, variants: [], effectiveFrom: null, basis: '联席会议纪要' };
    expect(await new RulesCommands(system.store, system.references, system.clock).setPolicy('standard', policy, person(system.units[OFFICE]!), { scope: 'p', commandId: 'policy' })).toMatchObject({ kind: 'accepted' });
    above = await issued(system, ['1', '2', '3', '4'].map((n) => aDraftItem(n, { deadline: '2026-11-30', targets: [figure(1_000 * Number(n))] })));
    const taken = ['1', '2', '3'].map((n, k) => aDraftItem(n, { deadline: '2026-10-31', targets: [{ ...figure(100 * Number(n)), upper: { targetId: 't1', value: 1_000 * Number(n) } }], upper: { planId: 'plan1', itemId: above[k]!, deadline: '2026-11-30' } }));
    below = await issued(system, taken, 'plan2', OFFICE, { planId: 'plan1', officeUnitId: system.units[OFFICE]! });
    const lead = person(system.units['市总工会']!);
    for (const [k, id] of below.entries()) {
      await system.items.execute(id, { type: 'receive', assignmentId: 'a1', onBehalf: null }, lead, { scope: 'p', commandId: `receive-${k}` });
      await system.items.execute(id, { type: 'report', assignmentId: 'a1', stepId: null, text: '已培训', percent: null, values: [{ targetId: 't1', value: 10 * (k + 1), asOf: '2026-03-01' }], noProgressReason: null, onBehalf: null }, lead, { scope: 'p', commandId: `report-${k}` });
    }
  });
  afterEach(() => followed.end());

  const anItem = (number: string, value: number): NewItem => ({ number, title: `新事项${number}`, category: null, content: '', targets: [{ id: 'n1', ...figure(value) }], deadline: '2026-11-30', recurrence: null, units: [{ unitId: system.units['市财政局']!, role: 'lead' }] });

  async function amend(amendment: Partial<Amendment>): Promise<void> {
    const amendments = new PlanAmendments(system.store, system.references, system.clock, system.items, system.plans);
    const done = await amendments.apply('plan1', { basis: '产改办〔2026〕7号', changes: [], drops: [], adds: [], splits: [], merges: [], ...amendment }, person(system.units[OFFICE]!, 'p-office'), { scope: 'p-office', commandId: `amend-${JSON.stringify(amendment).length}` });
    expect(done).toMatchObject({ kind: 'accepted' });
    await followed.caughtUp();
  }

  async function rolledUp(planId: string): Promise<(string | number | null)[][]> {
    const { targets, figures } = await rollUpOf(followed.source, { planId }, { asOf: null, day: null });
    const up = new RollUp(targets, figures);
    return targets.filter((t) => t.planId === planId).map((t) => [t.itemId, up.at(t.itemId, t.targetId).lower, up.at(t.itemId, t.targetId).promised]);
  }

  async function takenUp(): Promise<(string | number)[][]> {
    const asked = await followed.asked({ personId: 'p', unitId: system.units[OFFICE]!, roles: ['office'], planRoles: [] } as never, '2026-03-05');
    const page = await ledgerPage(followed.source, asked, { planId: 'plan1', takenUp: true }, { sort: 'number', descending: false, offset: 0, limit: 50 });
    const lit = await ledgerPage(followed.source, asked, { planId: 'plan1', lowerLight: 'green,grey' }, { sort: 'number', descending: false, offset: 0, limit: 50 });
    expect(lit.rows.map((r) => r.itemId)).toEqual(page.rows.map((r) => r.itemId));
    return Promise.all(page.rows.map(async (r) => [r.itemId, (await lowerItemsOf(followed.source, r.itemId, NOW)).items]));
  }
  const takenUpOfPlan = async (): Promise<[number, number]> => {
    const [row] = (await lowerPlans(followed.source, 'plan1', NOW, {}, { offset: 0, limit: 10 })).rows;
    return [row!.takenUp, row!.itemsAbove];
  };

  it('is still reached by what took it up: figures, counts and lights', async () => {
    await followed.caughtUp();
    expect(await takenUp()).toEqual([[above[0], 1], [above[1], 1], [above[2], 1]]);
    expect(await takenUpOfPlan()).toEqual([3, 4]);
    await amend({ merges: [{ itemIds: [above[0]!, above[1]!], into: { item: anItem('5', 3_000) } }] });
    const [made] = (await system.plans.load('plan1')).state!.amendments[0]!.changes.flatMap((c) => (c.kind === 'add' ? [c.itemId!] : []));
    // Two items of one office may tell one thing: until somebody decides the greater of 10 and 20 counts.
    expect(await rolledUp('plan1')).toEqual([[above[2], 30, 300], [above[3], null, null], [made, 20, 300]]);
    expect(await takenUp()).toEqual([[above[2], 1], [made, 2]]);
    expect(await takenUpOfPlan()).toEqual([2, 3]);
    // Merged once more, into one that goes on: what reached the first reaches it.
    await amend({ merges: [{ itemIds: [made!, above[2]!], into: { itemId: above[3]! } }] });
    expect(await rolledUp('plan1')).toEqual([[above[3], 30, 600]]);
    expect(await takenUp()).toEqual([[above[3], 3]]);
    expect(await takenUpOfPlan()).toEqual([1, 1]);
    expect(await verifyReadModels(system.store, followed.owner)).toMatchObject({ equal: true, differences: [] });
    const before = [await followed.rowsOf('item'), await followed.rowsOf('target')];
    await rebuild(system.store, followed.owner);
    expect([await followed.rowsOf('item'), await followed.rowsOf('target')]).toEqual(before);
  });

  it('counts in the part of a split that has the figure, and no more where it was dropped for good', async () => {
    await amend({ splits: [{ itemId: above[0]!, keep: false, into: [anItem('6', 1_000), { ...anItem('7', 5), targets: [] }] }], drops: [above[1]!] });
    const made = (await system.plans.load('plan1')).state!.amendments[0]!.changes.flatMap((c) => (c.kind === 'add' ? [c.itemId!] : []));
    expect(await rolledUp('plan1')).toEqual([[above[2], 30, 300], [above[3], null, null], [made[0], 10, 100]]);
    expect(await takenUp()).toEqual([[above[1], 1], [above[2], 1], [made[0], 1], [made[1], 1]]);
  });

  it('takes along what it takes up itself where a lower item is merged', async () => {
    const amendments = new PlanAmendments(system.store, system.references, system.clock, system.items, system.plans);
    const merge: Amendment = { basis: '东旗产改办〔2026〕2号', changes: [], drops: [], adds: [], splits: [{ itemId: below[0]!, keep: false, into: [{ ...anItem('8', 60), targets: [{ id: 'n1', ...figure(60), upper: { targetId: 't1', value: 1_000 } }] }, { ...anItem('9', 40), targets: [{ id: 'n1', ...figure(40), upper: { targetId: 't1', value: 1_000 } }] }] }], merges: [] };
    expect(await amendments.apply('plan2', merge, person(system.units[OFFICE]!, 'p-office'), { scope: 'p-office', commandId: 'split-below' })).toMatchObject({ kind: 'accepted' });
    await followed.caughtUp();
    expect((await rolledUp('plan1'))[0]).toEqual([above[0], null, 100]);
    expect((await takenUp())[0]).toEqual([above[0], 2]);
  });
});
