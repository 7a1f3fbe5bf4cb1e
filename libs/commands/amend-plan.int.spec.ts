import type { Amendment } from '#libs/supervision/plan/amendment';
import { itemIdsOf } from '#libs/supervision/plan/plan.evolve';
import type { NewItem } from '#libs/supervision/plan/plan.new-item';
import { PlanAmendments } from './amend-plan';
import { aDraftItem } from './testing/a-plan';
import { aSystem, issued, OFFICE, person, type TestSystem } from './testing/a-system';

const none: Amendment = { basis: '产改办〔2026〕7号', changes: [], drops: [], adds: [], splits: [], merges: [] };

describe('amendments of an issued plan', () => {
  let system: TestSystem;
  let amendments: PlanAmendments;
  let ids: string[];
  const sender = (commandId: string) => ({ scope: 'p-office', commandId });
  const office = () => person(system.units[OFFICE]!, 'p-office');
  const item = (number: string, change: Partial<NewItem> = {}): NewItem => ({
    number, title: `新事项${number}`, category: null, content: '', targets: [], deadline: '2026-10-31', recurrence: null, units: [{ unitId: system.units['市财政局']!, role: 'lead' }], ...change,
  });
  const change = (itemId: string, more: Partial<Amendment['changes'][number]>) => ({ itemId, addUnits: [], dropAssignments: [], ...more });
  const state = async (id: string) => (await system.items.load(id)).state!;

  beforeEach(async () => {
    system = await aSystem('2026-03-02T01:00:00.000Z');
    amendments = new PlanAmendments(system.store, system.references, system.clock, system.items, system.plans);
    ids = await issued(system, ['1', '2', '3', '4', '5'].map((n) => aDraftItem(n, { deadline: '2026-06-30' })));
    system.clock.set('2026-04-01T01:00:00.000Z');
  });
  afterEach(() => system.close());

  const all = (): Amendment => ({
    ...none,
    changes: [
      change(ids[0]!, { title: '改名', deadline: '2026-09-30', targets: [{ id: 't1', metric: '培训', comparison: '>=', value: 100, unit: '人次', text: '100人次' }], addUnits: [{ unitId: system.units['市人社局']!, role: 'participant' }] }),
    ],
    drops: [ids[1]!],
    splits: [{ itemId: ids[2]!, keep: false, into: [item('3'), item('3-2')] }],
    merges: [{ itemIds: [ids[3]!, ids[4]!], into: { itemId: ids[4]! } }],
    adds: [item('2', { recurrence: 'quarterly', deadline: null })],
  });

  it('shows the differences, then applies them in one append that numbers them', async () => {
    const shown = await amendments.preview('plan1', all(), office());
    if ('rejected' in shown) throw new Error(JSON.stringify(shown));
    expect(shown.number).toBe(1);
    expect(shown.changes.map((c) => [c.itemId, c.kind, c.before, c.after])).toEqual([
      [ids[0], 'title', '事项1', '改名'],
      [ids[0], 'deadline', '2026-06-30', '2026-09-30'],
      [ids[0], 'targets', '无', '100人次'],
      [ids[0], 'addUnit', null, '市人社局（参与）'],
      [ids[1], 'drop', '2 事项2', null],
      [ids[2], 'split', '3 事项3', '3 新事项3；3-2 新事项3-2'],
      ['plan1-T1.1', 'add', null, '3 新事项3；市财政局（牵头）；2026-10-31'],
      ['plan1-T1.2', 'add', null, '3-2 新事项3-2；市财政局（牵头）；2026-10-31'],
      [ids[3], 'merge', '4 事项4', '5 事项5'],
      ['plan1-T1.3', 'add', null, '2 新事项2；市财政局（牵头）；无'],
    ]);
    expect((await state(ids[0]!)).title).toBe('事项1');

    const applied = await amendments.apply('plan1', all(), office(), sender('amend-1'));
    expect(applied).toMatchObject({ kind: 'accepted', replayed: false, state: { amendments: [{ number: 1, basis: none.basis, changes: shown.changes }] } });
    const again = await amendments.apply('plan1', all(), office(), sender('amend-1'));
    expect(again).toMatchObject({ kind: 'accepted', replayed: true, cursor: (applied as { cursor: unknown }).cursor });

    expect(await state(ids[0]!)).toMatchObject({ title: '改名', deadline: '2026-09-30', firstDeadline: '2026-06-30', assignments: { 'm1-1': { unitId: system.units['市人社局'], coordinator: false } } });
    expect((await state(ids[1]!)).closed).toMatchObject({ how: 'dropped', reason: none.basis });
    expect((await state(ids[3]!)).closed).toMatchObject({ how: 'dropped' });
    expect((await state(ids[4]!)).closed).toBeNull();
    expect(await state('plan1-T1.2')).toMatchObject({ number: '3-2', firstDeadline: '2026-06-30', deadline: '2026-10-31', planId: 'plan1' });
    const first = await system.store.readStream('item/plan1-T1.1');
    expect(first[0]!.data['carriedFrom']).toEqual({ itemId: ids[2], firstDeadline: '2026-06-30' });
    const plan = (await system.plans.load('plan1')).state!;
    expect(itemIdsOf(plan)).toEqual([...ids, 'plan1-T1.1', 'plan1-T1.2', 'plan1-T1.3']);
    // One transaction for the plan and all its items.
    const heads = await Promise.all(['plan/plan1', `item/${ids[0]}`, 'item/plan1-T1.3'].map(async (s) => (await system.store.readStream(s)).at(-1)!.cursor.transactionId));
    expect(new Set(heads).size).toBe(1);
  });

  it('numbers amendments one after the other, also when two are applied at once', async () => {
    const two = await Promise.all([
      amendments.apply('plan1', { ...none, drops: [ids[0]!] }, office(), sender('amend-a')),
      amendments.apply('plan1', { ...none, adds: [item('6')] }, office(), sender('amend-b')),
    ]);
    expect(two.map((o) => o.kind)).toEqual(['accepted', 'accepted']);
    expect((await system.plans.load('plan1')).state!.amendments.map((a) => a.number)).toEqual([1, 2]);
  });

  it('refuses whole, and names the part at fault', async () => {
    const refusal = async (amendment: Amendment, actor = office()) => {
      const shown = await amendments.preview('plan1', amendment, actor);
      return 'rejected' in shown ? [shown.rejected.code, shown.rejected.field] : shown;
    };
    expect(await refusal(none)).toEqual(['amendment-empty', undefined]);
    expect(await refusal({ ...none, drops: [ids[0]!] }, person(system.units['市总工会']!))).toEqual(['not-the-office', 'drops[0]']);
    expect(await refusal({ ...none, drops: ['elsewhere'] })).toEqual(['not-found', 'drops[0]']);
    expect(await refusal({ ...none, changes: [change(ids[0]!, {})] })).toEqual(['amendment-empty', 'changes[0]']);
    expect(await refusal({ ...none, changes: [change(ids[0]!, { deadline: '2026-03-01' })] })).toEqual(['date-in-the-past', 'changes[0].deadline']);
    expect(await refusal({ ...none, adds: [item('1')] })).toEqual(['name-taken', 'adds[0].number']);
    expect(await refusal({ ...none, adds: [item('9', { units: [{ unitId: 'u-nobody', role: 'lead' }] })] })).toEqual(['unit-unknown', 'adds[0].units[0].unitId']);
    expect(await refusal({ ...none, drops: [ids[0]!], splits: [{ itemId: ids[0]!, keep: false, into: [item('7'), item('8')] }] })).toEqual(['amended-twice', 'splits[0].itemId']);
    expect(await refusal({ ...none, adds: Array.from({ length: 201 }, (_, i) => item(`x${i}`)) })).toEqual(['amendment-too-large', undefined]);
    const twice = { targets: ['t1', 't1'].map((id, i) => ({ id, metric: '培训', comparison: '>=' as const, value: 5 + i, unit: '场', text: '' })) };
    expect(await refusal({ ...none, adds: [item('9', twice)] })).toEqual(['name-taken', 'adds[0].targets[1].id']);
    expect(await refusal({ ...none, splits: [{ itemId: ids[0]!, keep: true, into: [item('9', twice)] }] })).toEqual(['name-taken', 'splits[0].into[0].targets[1].id']);
    expect(await refusal({ ...none, merges: [{ itemIds: [ids[0]!, ids[1]!], into: { item: item('9', twice) } }] })).toEqual(['name-taken', 'merges[0].into.targets[1].id']);
    expect(await refusal({ ...none, changes: [change(ids[0]!, twice)] })).toEqual(['name-taken', 'changes[0].targets[1].id']);
    expect(await refusal({ ...none, adds: [item('9', { targets: [{ ...twice.targets[0]!, id: 'a/b' }] })] })).toEqual(['id-invalid', 'adds[0].targets[0].id']);
    const half = await amendments.apply('plan1', { ...none, drops: [ids[0]!], adds: [item('2')] }, office(), sender('half-done'));
    expect(half).toMatchObject({ kind: 'rejected', rejection: { code: 'name-taken' } });
    expect((await state(ids[0]!)).closed).toBeNull();
  });

  it('takes 200 items in one append', async () => {
    const outcome = await amendments.apply('plan1', { ...none, adds: Array.from({ length: 200 }, (_, i) => item(`x${i}`)) }, office(), sender('two-hundred'));
    expect(outcome.kind).toBe('accepted');
    const { rows } = await system.pool.query(`select count(distinct stream)::int as streams from log.events group by transaction_id order by 1 desc limit 1`);
    expect(rows).toEqual([{ streams: 201 }]); // the plan and its items, in one transaction
  });
});
