import { evolveItem } from '../item/item.evolve';
import type { ItemEvent } from '../item/item.events';
import type { ItemState, Target } from '../item/item.types';
import { viewItem } from '../item/item.view';
import { given } from '../testing/given';
import { after, draftItem, draftOf } from '../testing/drafted';
import { of, rulesWith, TARGET } from '../testing/world';
import type { Amendment, DecidedAmendment } from './amendment';
import { amendPlan } from './plan.amend';
import type { NewItem } from './plan.new-item';

const NOW = '2026-03-02T02:00:00.000Z';
const RULES = rulesWith();
const NONE: Amendment = { basis: '产改办〔2026〕7号', changes: [], drops: [], adds: [], splits: [], merges: [] };
const NUMBERS = ['1', '2', '3', '4'];
const PLAN = after(draftOf(NUMBERS.map((number) => draftItem({ key: `k${number}`, number }))), [{ type: 'IssueBegun', data: { items: NUMBERS.map((n) => ({ key: `k${n}`, itemId: `i${n}` })) } }, { type: 'PlanIssued', data: { items: NUMBERS.length } }]);

type Issued = Parameters<typeof given>[0];
const trained = (value: number, change: Partial<Target> = {}): Target => ({ ...TARGET, value, text: `${value}人次`, ...change });
const upper = (itemId: string): Issued => ({ upper: { planId: 'above', itemId, deadline: '2026-12-31' } });

/** Items i1 … i4 of the plan, each with what differs. */
function items(changes: Issued[]): Map<string, ItemState> {
  return new Map(changes.map((change, k) => {
    const id = `i${k + 1}`;
    return [id, { ...given({ number: String(k + 1), title: `事项${k + 1}`, deadline: `2026-0${k + 6}-30`, targets: [], ...change }).state, id }];
  }));
}
const anItem = (change: Partial<NewItem> = {}): NewItem => ({ number: '9', title: '合并事项', category: null, content: '', targets: [], deadline: '2026-10-31', recurrence: null, units: [{ unitId: 'lead', role: 'lead' }], ...change });

function decide(states: Map<string, ItemState>, amendment: Partial<Amendment>, plan = PLAN): DecidedAmendment {
  const decided = amendPlan(plan, states, { ...NONE, ...amendment }, { now: NOW, actor: of('office'), rules: RULES });
  if ('rejected' in decided) throw new Error(JSON.stringify(decided.rejected));
  // Folded from JSON, the log gives the state that was decided.
  for (const { itemId, before, after: state, events } of decided.items) {
    const read = JSON.parse(JSON.stringify(events)) as ItemEvent[];
    expect(read.reduce<ItemState | null>((s, e) => evolveItem(s, e, itemId), before)).toEqual(state);
  }
  return decided;
}
function refusal(states: Map<string, ItemState>, amendment: Partial<Amendment>): unknown[] {
  const decided = amendPlan(PLAN, states, { ...NONE, ...amendment }, { now: NOW, actor: of('office'), rules: RULES });
  return 'rejected' in decided ? [decided.rejected.code, decided.rejected.field, decided.rejected.details] : [];
}
const seen = (decided: DecidedAmendment, itemId: string) => viewItem(decided.items.find((i) => i.itemId === itemId)!.after, RULES, NOW);

describe('where an item comes from and goes on', () => {
  it('a merge into a new item names all that it came from, and each of them where it goes on', () => {
    const decided = decide(items([{}, {}, {}]), { merges: [{ itemIds: ['i2', 'i1', 'i3'], into: { item: anItem() } }] });
    const [made] = decided.items.filter((i) => i.before === null);
    const origin = (k: number) => ({ itemId: `i${k}`, number: String(k), title: `事项${k}`, firstDeadline: `2026-0${k + 5}-30`, ended: true, by: 'merge', amendment: 1 });
    expect(seen(decided, made!.itemId)).toMatchObject({ firstDeadline: '2026-06-30', carriedFrom: { itemId: 'i2', firstDeadline: '2026-06-30' }, origins: [origin(2), origin(1), origin(3)] });
    for (const id of ['i1', 'i2', 'i3']) expect(seen(decided, id).closed).toMatchObject({ how: 'dropped', goesOnIn: { by: 'merge', items: [{ itemId: made!.itemId, number: '9', title: '合并事项' }] } });
  });

  it('an item that takes others in says so, and keeps the earliest first deadline', () => {
    const decided = decide(items([{}, {}, {}]), { merges: [{ itemIds: ['i3', 'i1', 'i2'], into: { itemId: 'i3' } }] });
    expect(seen(decided, 'i3')).toMatchObject({ closed: null, deadline: '2026-08-30', firstDeadline: '2026-06-30', origins: [{ itemId: 'i1', by: 'merge', ended: true }, { itemId: 'i2', by: 'merge', ended: true }] });
    expect(decided.items.find((i) => i.itemId === 'i3')!.events.at(-1)).toMatchObject({ type: 'ItemAmended', data: { amendment: 1, basis: NONE.basis } });
    expect(seen(decided, 'i1').closed).toMatchObject({ goesOnIn: { by: 'merge', items: [{ itemId: 'i3', number: '3', title: '事项3' }] } });
  });

  it('what is merged again carries along all that it came from', () => {
    const first = decide(items([{}, {}, {}]), { merges: [{ itemIds: ['i1', 'i2'], into: { item: anItem() } }] });
    const made = first.items.find((i) => i.before === null)!.after;
    const states = new Map([...items([{}, {}, {}]), [made.id, made]]);
    const amended = after(PLAN, [{ type: 'PlanAmended', data: { number: 1, basis: '', changes: first.changes } }]);
    const second = decide(states, { merges: [{ itemIds: [made.id, 'i3'], into: { itemId: 'i3' } }] }, amended);
    expect(seen(second, 'i3').origins.map((o) => [o.itemId, o.by, o.amendment])).toEqual([['i1', 'merge', 1], ['i2', 'merge', 1], [made.id, 'merge', 2]]);
  });

  it('a split names the item it came from on every part, and the parts on the item, whether that goes on or not', () => {
    const into = [anItem({ number: '1-1', title: '甲' }), anItem({ number: '1-2', title: '乙' })];
    for (const keep of [true, false]) {
      const decided = decide(items([{}]), { splits: [{ itemId: 'i1', keep, into }] });
      const parts = decided.items.filter((i) => i.before === null).map((i) => i.itemId);
      const named = parts.map((itemId, k) => ({ itemId, number: into[k]!.number, title: into[k]!.title }));
      for (const id of parts) expect(seen(decided, id).origins).toMatchObject([{ itemId: 'i1', by: 'split', ended: !keep }]);
      if (keep) expect(seen(decided, 'i1')).toMatchObject({ closed: null, origins: [], splitOff: named });
      else expect(seen(decided, 'i1').closed).toMatchObject({ how: 'dropped', goesOnIn: { by: 'split', items: named } });
    }
  });

  it('reads an item of before all origins were told by the one that it names', () => {
    const view = viewItem(given({ carriedFrom: { itemId: 'old-4', firstDeadline: '2025-11-30' } }).state, RULES, NOW);
    expect(view.origins).toEqual([{ itemId: 'old-4', number: null, title: null, firstDeadline: '2025-11-30', ended: true, by: null, amendment: null }]);
  });
});

describe('what counts towards a higher plan', () => {
  it('parts of a split take up what the item took up; a merge what all of it takes up', () => {
    const parts = decide(items([upper('u1')!]), { splits: [{ itemId: 'i1', keep: false, into: [anItem({ number: 'a' }), anItem({ number: 'b' })] }] }).items.filter((i) => i.before === null);
    expect(parts.map((i) => i.after.upper?.itemId)).toEqual(['u1', 'u1']);
    const states = items([upper('u1')!, {}, upper('u1')!, upper('u2')!]);
    const made = decide(states, { merges: [{ itemIds: ['i1', 'i2', 'i3'], into: { item: anItem() } }] }).items.find((i) => i.before === null);
    expect(made!.after.upper).toEqual({ planId: 'above', itemId: 'u1', deadline: '2026-12-31' });
    expect(seen(decide(states, { merges: [{ itemIds: ['i1'], into: { itemId: 'i2' } }] }), 'i2').upper).toMatchObject({ itemId: 'u1' });
    expect(refusal(states, { merges: [{ itemIds: ['i1', 'i4'], into: { item: anItem() } }] })).toEqual(['merge-uppers-differ', 'merges[0].itemIds', expect.objectContaining({ items: expect.stringContaining('u1') as string })]);
    expect(refusal(states, { merges: [{ itemIds: ['i4'], into: { itemId: 'i1' } }] })[0]).toBe('merge-uppers-differ');
  });

  it('a figure that counts towards one above needs an item that takes it up', () => {
    const tied = anItem({ targets: [trained(10, { upper: { targetId: 't1', value: 40 } })] });
    expect(refusal(items([{}]), { adds: [tied] }).slice(0, 2)).toEqual(['takes-nothing-up', 'adds[0].targets[0].upper']);
    expect(refusal(items([{}]), { splits: [{ itemId: 'i1', keep: true, into: [tied] }] }).slice(0, 2)).toEqual(['takes-nothing-up', 'splits[0].into[0].targets[0].upper']);
    expect(decide(items([upper('u1')!]), { splits: [{ itemId: 'i1', keep: true, into: [tied] }] }).items).toHaveLength(2);
  });
});

describe('what keeps a figure tied to the one above', () => {
  const UP = { targetId: 'u1', value: 100 };
  const tied = (change: Partial<Target> = {}) => trained(40, { reckoning: 'stock', upper: UP, ...change });
  const ends = (decided: DecidedAmendment) => decided.changes.filter((c) => c.kind === 'tieEnds').map((c) => [c.itemId, c.before]);
  const changed = (...targets: Target[]) => decide(items([{ ...upper('up'), targets: [tied()] }]), { changes: [{ itemId: 'i1', addUnits: [], dropAssignments: [], targets }] });

  it('a figure that is put otherwise and keeps its tie keeps it; one that loses it is named before anything is written', () => {
    const raised = changed(tied({ value: 41 }));
    expect([raised.items[0]!.after.targets, ends(raised)]).toEqual([[tied({ value: 41 })], []]);
    const untied = trained(41, { reckoning: 'stock' });
    expect(ends(changed(untied))).toEqual([['i1', '40人次']]);
    // Another new one beside it takes its place only where it is gone.
    expect(ends(changed(untied, tied({ id: 't2' })))).toEqual([['i1', '40人次']]);
    expect(ends(changed(tied({ id: 't2' })))).toEqual([]);
    expect(ends(changed())).toEqual([['i1', '40人次']]);
  });

  it('goes on through a split and a merge, in what continues the figure; what continues none of it is named', () => {
    const states = items([{ ...upper('up'), targets: [tied()] }, { ...upper('up'), targets: [tied({ id: 'x' })] }, { targets: [trained(3, { reckoning: 'stock' })] }]);
    const plain = trained(80, { reckoning: 'stock' });
    const after = (decided: DecidedAmendment) => decided.items.filter((i) => i.before === null).map((i) => i.after.targets.map((t) => t.upper));
    const split = decide(states, { splits: [{ itemId: 'i1', keep: false, into: [anItem({ number: 'a', targets: [plain] }), anItem({ number: 'b' })] }] });
    expect([after(split), ends(split)]).toEqual([[[UP], []], []]);
    const merged = decide(states, { merges: [{ itemIds: ['i1', 'i2'], into: { item: anItem({ targets: [plain] }) } }] });
    expect([after(merged), ends(merged)]).toEqual([[[UP]], []]);
    expect(ends(decide(states, { merges: [{ itemIds: ['i1', 'i2'], into: { item: anItem() } }] }))).toEqual([['i1', '40人次'], ['i2', '40人次']]);
    expect(ends(decide(states, { merges: [{ itemIds: ['i1'], into: { itemId: 'i3' } }] }))).toEqual([['i1', '40人次']]);
    const parts = (...targets: Target[]) => decide(states, { splits: [{ itemId: 'i1', keep: false, into: targets.map((t, k) => anItem({ number: `p${k}`, targets: [t] })) }] });
    expect(ends(parts(tied({ value: 25 }), tied({ value: 15 })))).toEqual([]);
    expect(ends(parts(trained(25), trained(15)))).toEqual([['i1', '40人次']]);
  });
});

describe('figures that go on', () => {
  const continues = (decided: DecidedAmendment, itemId: string) => decided.items.find((i) => i.itemId === itemId)!.after.targets.map((t) => t.continues ?? []);

  it('the same metric in the same unit goes on in the item that takes others in, and in a new one', () => {
    const states = items([{ targets: [trained(100)] }, { targets: [trained(50, { id: 'x', metric: ' 培 训 ' }), trained(3, { id: 'y', unit: '场' })] }, { targets: [trained(7)] }]);
    const anew = decide(states, { merges: [{ itemIds: ['i1', 'i2'], into: { item: anItem({ targets: [trained(150)] }) } }] });
    const made = anew.items.find((i) => i.before === null)!.itemId;
    expect(continues(anew, made)).toEqual([[{ itemId: 'i1', targetId: 't1' }, { itemId: 'i2', targetId: 'x' }]]);
    expect(anew.changes.filter((c) => c.kind === 'figureEnds').map((c) => [c.itemId, c.before, c.after])).toEqual([['i2', '3人次', null]]);
    expect(continues(decide(states, { merges: [{ itemIds: ['i1', 'i2'], into: { itemId: 'i3' } }] }), 'i3')).toEqual([[{ itemId: 'i1', targetId: 't1' }, { itemId: 'i2', targetId: 'x' }]]);
  });

  it('goes on from all that it continued before', () => {
    const states = items([{ targets: [trained(100, { continues: [{ itemId: 'i0', targetId: 'z' }] })] }, { targets: [trained(7)] }]);
    expect(continues(decide(states, { merges: [{ itemIds: ['i1'], into: { itemId: 'i2' } }] }), 'i2')).toEqual([[{ itemId: 'i1', targetId: 't1' }, { itemId: 'i0', targetId: 'z' }]]);
  });

  it('of a split in one part alone; where several have it, in none', () => {
    const states = items([{ targets: [trained(100)] }]);
    const split = (...targets: Target[][]) => decide(states, { splits: [{ itemId: 'i1', keep: false, into: targets.map((t, k) => anItem({ number: `p${k}`, targets: t })) }] });
    const one = split([trained(100)], []);
    expect(one.items.filter((i) => i.before === null).map((i) => continues(one, i.itemId))).toEqual([[[{ itemId: 'i1', targetId: 't1' }]], []]);
    const two = split([trained(60)], [trained(40)]);
    expect(two.items.filter((i) => i.before === null).map((i) => continues(two, i.itemId))).toEqual([[[]], [[]]]);
    expect(two.changes.filter((c) => c.kind === 'figureEnds')).toHaveLength(1);
  });
});

it.each(['４', '4、', ' 4 ', '4.'])('a number that is taken is taken however it is written: %s', (number) => {
  const states = items([{}, {}, {}, {}]);
  expect(refusal(states, { adds: [anItem({ number })] })).toEqual(['name-taken', 'adds[0].number', { number }]);
  expect(refusal(states, { adds: [anItem({ number: 'x4' }), anItem({ number: 'Ｘ4' })] }).slice(0, 2)).toEqual(['name-taken', 'adds[1].number']);
  expect(decide(states, { drops: ['i4'], adds: [anItem({ number })] }).items.at(-1)!.after.number).toBe(number);
});
