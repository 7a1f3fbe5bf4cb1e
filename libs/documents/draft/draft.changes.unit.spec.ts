import { choiceOf, CHOICES } from '#libs/supervision/plan/draft.choices';
import { openBlocking } from '#libs/supervision/plan/draft.questions';
import type { DraftItem, KnownUnits } from '#libs/supervision/plan/draft';
import { changeDraftItem } from '#libs/supervision/plan/draft.change';
import { settleDecisions } from '#libs/supervision/plan/plan.decide';
import type { DraftItemChange } from '#libs/supervision/plan/plan.events';
import type { PlanState } from '#libs/supervision/plan/plan.evolve';
import { EMPTY_ROSTER } from '#libs/supervision/roster/roster';
import { after, draftItem, draftOf } from '#libs/supervision/testing/drafted';
import { decisionsFor } from './draft.decisions';

const DAY = '2026-03-05';
const known: KnownUnits = {
  units: [{ id: 'u1', name: '市人力资源和社会保障局', aliases: ['市人社局'] }, { id: 'u2', name: '市教育局', aliases: ['市教体局'] }, { id: 'u3', name: '市教育和体育局', aliases: ['市教体局'] }],
  groups: [{ id: 'g1', name: '全市各高等学校', aliases: [], hasRoster: true }],
};
const derive = (items: DraftItem[], blank = new Map<string, string[]>()) => decisionsFor(items, { known, reconciliation: [], categoryCandidates: blank });
const read = (...items: DraftItem[]): PlanState => draftOf(items, derive(items, new Map([['k1', ['甲类', '乙类']]])));
const change = (plan: PlanState, given: DraftItemChange, key = 'k1'): PlanState => after(plan, changeDraftItem(plan, key, given, derive));
const settle = (plan: PlanState, decisionId: string, optionId: string, value: string | null = null): PlanState => after(plan, settleDecisions(plan, [{ decisionId, optionId, value }], { roster: EMPTY_ROSTER, today: DAY }));
const open = (plan: PlanState): string[] => plan.decisions.filter((d) => plan.settled[d.id] === undefined).map((d) => d.id);

const TARGET = { metric: '场次', comparison: '=' as const, value: 5, unit: '场', text: '5场' };
const LED = draftItem({ leads: ['市人社局'], targets: [TARGET] });

test('every choice that an import offers is one that takes effect', () => {
  const items = [draftItem({ units: ['市教体局', '全市高等学校', '各高校', '市某局'], deadline: null }), draftItem({ key: 'k2' }), draftItem({ key: 'k3', number: '3', leads: ['市人社局'], units: ['市教育局'], deadlineText: '每月', quote: '2月30日前完成', content: '每月调度、每季度通报', recurrence: 'monthly' }), draftItem({ key: 'k4', number: '4', leads: ['市人社局'], participants: ['市人社局'] })];
  const asked = decisionsFor(items, { known, reconciliation: [{ what: { zh: '', en: '' }, announced: 3, found: 2, agrees: false }], categoryCandidates: new Map([['k1', ['甲类']]]) });
  // All kinds that a paper brings up; days that are past, time does; what is taken up from a higher plan brings its own.
  expect(new Set([...asked.map((d) => d.kind), 'deadline-past', 'period-past', 'upper-share', 'later-than-upper'])).toEqual(new Set(Object.keys(CHOICES)));
  for (const { kind, options } of asked) for (const { id } of options) expect([kind, id, choiceOf(kind, id)]).toEqual([kind, id, expect.anything()]);
  expect(asked.find((d) => d.id.endsWith('全市高等学校'))?.options.map((o) => o.id)).toContain('group:g1');
});

test('only what is given changes; null takes away', () => {
  const plan = change(read(LED), { title: '新题' });
  expect(plan.items[0]).toEqual({ ...LED, title: '新题' });
  expect(change(plan, { deadline: null, category: '乙类', recurrence: 'quarterly', content: '内容', targets: [] }).items[0]).toEqual({ ...LED, title: '新题', deadline: null, category: '乙类', recurrence: 'quarterly', dutyTemplate: null, content: '内容', targets: [] });
  expect(changeDraftItem(plan, 'k1', { title: ' ' }, derive)).toMatchObject({ rejected: { code: 'title-missing' } });
  expect(changeDraftItem(plan, 'k1', { deadline: '2099-01-01' }, derive)).toMatchObject({ rejected: { code: 'date-invalid', field: 'deadline' } });
});

test('several units in the place of a lead: who leads is asked; a lead given by hand: not any more', () => {
  const unmarked = change(read(LED), { leads: [], units: ['市人社局', '市教育局'] });
  expect(openBlocking(unmarked, DAY).map((d) => d.id)).toEqual(['role-unmarked:k1']);
  expect(open(change(unmarked, { leads: ['市教育局'], units: ['市人社局'] }))).not.toContain('role-unmarked:k1');
});

test('other units: the answer that was of those before is no answer', () => {
  const answered = settle(read(draftItem({ units: ['市人社局', '市教育局'], targets: [TARGET] })), 'role-unmarked:k1', 'lead:市教育局');
  expect(open(change(answered, { title: '新题' }))).not.toContain('role-unmarked:k1');
  const other = change(answered, { units: ['市人社局', '市教育和体育局'] });
  expect(openBlocking(other, DAY).map((d) => d.id)).toEqual(['role-unmarked:k1']);
  expect(other.decisions.find((d) => d.id === 'role-unmarked:k1')?.options.map((o) => o.id)).toContain('lead:市教育和体育局');
});

test('names, numbers, gaps and categories are asked anew with what changed', () => {
  const plan = change(read(LED, draftItem({ ...LED, key: 'k2', number: '2' })), { number: '1', leads: ['市某局'], deadline: null, targets: [] }, 'k2');
  expect(new Set(open(plan))).toEqual(new Set(['category-inferred:k1', 'duplicate-number:k2', 'unit-unresolved:plan:市某局', 'no-deadline:k2', 'no-target:k2']));
  const mended = change(plan, { number: '2', leads: ['市人社局'], deadline: '2026-09-30', targets: [TARGET] }, 'k2');
  expect(open(mended)).toEqual(['category-inferred:k1']);
  expect(open(change(mended, { category: '乙类' }))).toEqual([]);
});

test('a name that was answered for the plan is not asked about again; a past day that was changed is', () => {
  const removed = settle(read(draftItem({ leads: ['市人社局', '市某局'], targets: [TARGET] }), draftItem({ ...LED, key: 'k2', number: '2' })), 'unit-unresolved:plan:市某局', 'remove');
  expect(open(change(removed, { leads: ['市人社局', '市某局'] }, 'k2'))).toEqual(['category-inferred:k1']);
  const kept = settle(change(read(LED), { deadline: '2019-05-31' }), 'deadline-past:k1', 'keep');
  expect(openBlocking(kept, DAY)).toEqual([]);
  expect(openBlocking(change(kept, { title: '新题' }), DAY)).toEqual([]);
  expect(openBlocking(change(kept, { deadline: '2018-05-31' }), DAY).map((d) => d.id)).toEqual(['deadline-past:k1']);
});
