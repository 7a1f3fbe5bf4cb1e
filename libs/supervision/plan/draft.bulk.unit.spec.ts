import { after, draftItem, draftOf, question } from '../testing/drafted';
import type { DraftDecision, DraftItem } from './draft';
import { changeInBulk, previewInBulk, undoDraftChange, type BulkChange, type ItemsMeant } from './draft.bulk';
import { changeDraftItem, type ChangeGround } from './draft.change';
import { settleDecisions } from './plan.decide';
import type { PlanState } from './plan.evolve';
import { EMPTY_ROSTER } from '../roster/roster';

const DAY = '2026-03-05';
const named = (item: DraftItem): number => item.leads.length + item.participants.length + item.units.length;
const derive = (items: DraftItem[]): DraftDecision[] => items.flatMap((i) => [...(i.deadline === null && i.recurrence === null ? [question(`no-deadline:${i.key}`, ['period-end', 'set'])] : []), ...(named(i) === 0 ? [question(`no-unit:${i.key}`, ['issuer'], true)] : [])]);
const ground: ChangeGround = { derive, templates: [], roster: EMPTY_ROSTER };
const items = [
  draftItem({ key: 'k1', number: '1', title: '培训', category: '甲', leads: ['市人社局'], participants: ['市教育局'], deadline: null }),
  draftItem({ key: 'k2', number: '2', title: '宣讲', category: '甲', units: ['市人社局', '团市委'] }),
  draftItem({ key: 'k3', number: '3', title: '表彰', leads: ['团市委'], deadline: null, steps: [{ key: 's1', title: '评选', unit: '团市委', workingDays: 3, after: [], deadline: null }] }),
];
const plan = draftOf(items, derive(items));
const all: ItemsMeant = { filter: {} };
const change = (state: PlanState, meant: ItemsMeant, what: BulkChange): PlanState => after(state, changeInBulk(state, meant, what, DAY, ground));
const shown = (meant: ItemsMeant, what: BulkChange) => {
  const preview = previewInBulk(plan, meant, what, DAY, ground);
  if ('rejected' in preview) throw new Error(preview.rejected.code);
  return { changes: preview.changes.map((c) => `${c.itemNumber} ${c.field} ${c.before ?? '-'} → ${c.after ?? '-'}`), leftOut: preview.leftOut.map((l) => `${l.itemNumber} ${l.why}`) };
};

describe('items of a draft changed in bulk', () => {
  it.each<[string, ItemsMeant, BulkChange, string[], string[]]>([
    ['a category, by key', { itemKeys: ['k3', 'k1'] }, { kind: 'category', category: '甲' }, ['3 category - → 甲'], ['1 is-so']],
    ['a deadline, where one is asked for', { filter: { question: 'no-deadline' } }, { kind: 'deadline', deadline: '2026-09-30' }, ['1 deadline - → 2026-09-30', '3 deadline - → 2026-09-30'], []],
    ['a rhythm, in a category', { filter: { category: '甲' } }, { kind: 'recurrence', recurrence: 'quarterly' }, ['1 recurrence - → quarterly', '2 recurrence - → quarterly'], []],
    // The first-named led by its place already: what is issued stays as it is.
    ['a role, where the unit is named', all, { kind: 'role', unit: '市人社局', role: 'lead' }, [], ['1 is-so', '3 unit-not-named']],
    ['a further unit', { filter: { words: '表' } }, { kind: 'addUnit', unit: '市总工会', role: 'participant' }, ['3 units 团市委:lead → 团市委:lead、市总工会:participant'], []],
    ['one unit in another’s place', { filter: { unit: '市人社局' } }, { kind: 'replaceUnit', unit: '市人社局', by: '市教育局' }, ['1 units 市人社局:lead、市教育局:participant → 市教育局:lead', '2 units 市人社局:lead、团市委:participant → 市教育局:lead、团市委:participant'], []],
    ['a unit gone', all, { kind: 'removeUnit', unit: '团市委' }, ['2 units 市人社局:lead、团市委:participant → 市人社局:implementer', '3 units 团市委:lead → -'], ['1 unit-not-named']],
    ['steps gone', all, { kind: 'withoutSteps', before: null }, ['3 steps 评选 → -'], ['1 is-so', '2 is-so']],
    ['items that are not followed up', { itemKeys: ['k2'] }, { kind: 'drop' }, ['2 followed true → false'], []],
  ])('%s: the preview tells each item and what is left out, and the change does that', (_, meant, what, changes, leftOut) => {
    expect(shown(meant, what)).toEqual({ changes, leftOut });
    const changed = change(plan, meant, what);
    const touched = changed.items.filter((i) => !plan.items.includes(i)).length + (plan.items.length - changed.items.length);
    expect(touched).toBe((what.kind === 'role' ? 1 : new Set(changes.map((c) => c[0])).size));
  });

  it('asks what the change leaves open, answers what it settles, and moves a step with its unit', () => {
    const gone = change(plan, all, { kind: 'removeUnit', unit: '团市委' });
    expect([gone.items.at(-1)?.steps?.[0]?.unit, gone.decisions.map((d) => d.id)]).toEqual([null, ['no-deadline:k1', 'no-deadline:k3', 'no-unit:k3']]);
    expect(change(plan, all, { kind: 'deadline', deadline: '2026-09-30' }).decisions).toEqual([]);
    expect(change(plan, all, { kind: 'replaceUnit', unit: '团市委', by: '市妇联' }).items.at(-1)?.steps?.[0]?.unit).toBe('市妇联');
  });

  it('steps of days that are past go, and nothing waits for them', () => {
    const step = (key: string, deadline: string | null, after: string[] = []) => ({ key, title: key, unit: null, workingDays: 3, after, deadline });
    const late = draftOf([draftItem({ leads: ['市人社局'], steps: [step('s1', '2026-02-28'), step('s2', '2026-05-31', ['s1']), step('s3', null, ['s2'])] })]);
    expect(change(late, all, { kind: 'withoutSteps', before: DAY }).items[0]?.steps).toEqual([step('s2', '2026-05-31'), step('s3', null, ['s2'])]);
  });

  it('all or none: one that cannot take it stops all, and is named', () => {
    expect(changeInBulk(plan, all, { kind: 'deadline', deadline: '2099-01-01' }, DAY, ground)).toMatchObject({ rejected: { code: 'date-invalid', field: 'deadline', details: { itemNumber: '1' } } });
    expect(changeInBulk(plan, { itemKeys: ['k1', 'nobody'] }, { kind: 'drop' }, DAY, ground)).toMatchObject({ rejected: { code: 'not-found', field: 'itemKeys[1]' } });
    expect(changeInBulk(plan, { filter: { words: '没有' } }, { kind: 'drop' }, DAY, ground)).toMatchObject({ rejected: { code: 'nothing-open' } });
  });

  it('is bound to the draft that was previewed', () => {
    const preview = previewInBulk(plan, all, { kind: 'drop' }, DAY, ground);
    const { draftVersion } = preview as { draftVersion: number };
    const since = after(plan, changeDraftItem(plan, 'k1', { title: '培训班' }, derive));
    expect(changeInBulk(plan, all, { kind: 'drop' }, DAY, ground, draftVersion)).toHaveLength(1);
    expect(changeInBulk(since, all, { kind: 'drop' }, DAY, ground, draftVersion)).toMatchObject({ rejected: { code: 'stale' } });
  });

  it('is taken back by one act: values, questions and answers come back, one change after the other', () => {
    const answered = after(plan, settleDecisions(plan, [{ decisionId: 'no-deadline:k1', optionId: 'period-end', value: null }], { roster: EMPTY_ROSTER, today: DAY }));
    const once = change(answered, all, { kind: 'deadline', deadline: '2026-09-30' });
    const twice = change(once, { itemKeys: ['k1', 'k2'] }, { kind: 'drop' });
    expect(twice.items.map((i) => i.key)).toEqual(['k3']);
    const back = after(twice, undoDraftChange(twice));
    expect([back.items, back.decisions, back.settled]).toEqual([once.items, once.decisions, once.settled]);
    const first = after(back, undoDraftChange(back));
    expect([first.items, first.decisions, first.settled]).toEqual([answered.items, answered.decisions, answered.settled]);
    expect(first.draftVersion).toBeGreaterThan(twice.draftVersion);
    expect(undoDraftChange(first)).toMatchObject({ rejected: { code: 'nothing-to-undo' } });
  });

  it('is not taken back once an answer was given on it', () => {
    const changed = change(plan, { itemKeys: ['k2'] }, { kind: 'category', category: '乙' });
    const answered = after(changed, settleDecisions(changed, [{ decisionId: 'no-deadline:k1', optionId: 'period-end', value: null }], { roster: EMPTY_ROSTER, today: DAY }));
    expect(undoDraftChange(answered)).toMatchObject({ rejected: { code: 'nothing-to-undo' } });
  });
});
