import { after, draftItem, draftOf, question } from '../testing/drafted';
import { EMPTY_ROSTER } from '../roster/roster';
import type { DraftDecision, DraftItem } from './draft';
import { undoDraftChange } from './draft.bulk';
import { addDraftItem, type ChangeGround, type GivenItem } from './draft.change';
import type { PlanState } from './plan.evolve';

const derive = (items: DraftItem[]): DraftDecision[] => items.flatMap((i, at) => [...(i.deadline === null ? [question(`no-deadline:${i.key}`, ['period-end', 'set'])] : []), ...(items.slice(0, at).some((other) => other.number === i.number) ? [question(`duplicate-number:${i.key}`, ['merge', 'renumber'], true)] : [])]);
const ground: ChangeGround = { derive, templates: [], roster: EMPTY_ROSTER };
const items = [draftItem({ key: 'k1', number: '1', title: '培训', deadline: '2026-06-30' }), draftItem({ key: 'k2', number: '2', title: '宣讲', deadline: '2026-06-30' })];
const plan: PlanState = { ...draftOf(items, derive(items)), notUnderstood: [{ text: '另由市妇联开展女职工关爱行动。', place: { fromLine: 7, toLine: 7 }, reason: { zh: '不是事项', en: 'No item' } }] };
const add = (given: GivenItem, behind: string | null, state = plan): PlanState => after(state, addDraftItem(state, given, behind, ground));

describe('an item added to a draft', () => {
  it('stands where it was put, entered by a person, and is asked about like one that was read', () => {
    const added = add({ title: '关爱女职工', leads: ['市妇联'] }, 'k1');
    expect(added.items.map((i) => i.title)).toEqual(['培训', '关爱女职工', '宣讲']);
    const { key, place } = added.items[1]!;
    expect([place, added.fields[key]?.title.how, added.decisions.map((d) => d.id)]).toEqual([{ fromLine: 0, toLine: 0 }, 'entered', [`no-deadline:${key}`]]);
    expect(add({ title: '首项' }, null).items[0]?.title).toBe('首项');
  });

  it('is tied to the passage that it is made of', () => {
    expect(add({ title: '关爱女职工', quote: '开展女职工关爱行动' }, 'k2').items[2]).toMatchObject({ quote: '开展女职工关爱行动', place: { fromLine: 7, toLine: 7 } });
    const read: PlanState = { ...plan, items: [{ ...plan.items[0]!, quote: '开展培训，组织竞赛', place: { fromLine: 3, toLine: 4 } }], prose: [{ text: '同时推进宣讲。', place: { fromLine: 9, toLine: 9 } }] };
    expect(add({ title: '竞赛', quote: '组织竞赛' }, 'k1', read).items[1]?.place).toEqual({ fromLine: 3, toLine: 4 });
    expect(add({ title: '宣讲', quote: '推进宣讲' }, 'k1', read).items[1]?.place).toEqual({ fromLine: 9, toLine: 9 });
  });

  it('has a key that no item of the draft has had, also after it was taken back', () => {
    const once = add({ title: '甲', deadline: '2026-06-30' }, 'k2');
    const undone = after(once, undoDraftChange(once));
    expect(undone.items).toEqual(plan.items);
    expect(undone.decisions).toEqual(plan.decisions);
    expect(add({ title: '乙', deadline: '2026-06-30' }, 'k2', undone).items[2]?.key).not.toBe(once.items[2]?.key);
  });

  it('a number that is there already is asked about', () => {
    expect(add({ title: '又一项', number: '2', deadline: '2026-06-30' }, 'k1').decisions.map((d) => d.kind)).toEqual(['duplicate-number']);
  });

  it('is refused behind an item that is not there, without a title, and once the plan is issued', () => {
    expect(addDraftItem(plan, { title: '甲' }, 'k9', ground)).toMatchObject({ rejected: { code: 'not-found', field: 'after' } });
    expect(addDraftItem(plan, { title: ' ' }, 'k1', ground)).toMatchObject({ rejected: { code: 'title-missing' } });
    expect(addDraftItem({ ...plan, status: 'issued' }, { title: '甲' }, 'k1', ground)).toHaveProperty('rejected');
  });
});
