import type { DraftItem, KnownUnits } from '#libs/supervision/plan/draft';
import { decisionsFor } from './draft.decisions';

const item = (over: Partial<DraftItem>): DraftItem => ({
  key: 'item-1', number: '1', title: '甲', category: null, leads: [], participants: [], units: [], targets: [], deadline: '2031-06-30', deadlineText: null,
  recurrence: null, quote: '', content: '', place: { fromLine: 1, toLine: 1 }, ...over,
});
const target = { metric: '场', comparison: '=' as const, value: 1, unit: '场', text: '1场' };
const known: KnownUnits = {
  units: [{ id: 'u1', name: '市人力资源和社会保障局', aliases: ['市人社局'] }, { id: 'u2', name: '市教育局', aliases: ['市教体局'] }, { id: 'u3', name: '市教育和体育局', aliases: ['市教体局'] }],
  groups: [{ id: 'g1', name: '各高校', aliases: [], hasRoster: false }, { id: 'g2', name: '各旗区', aliases: [], hasRoster: true }],
};
const decide = (items: DraftItem[], register?: KnownUnits) => decisionsFor(items, { known: register, reconciliation: [], categoryCandidates: new Map() });

describe('what a person has to decide', () => {
  it('asks who leads among several, offering the first-named one first', () => {
    const [decision] = decide([item({ units: ['市人社局', '市教育局'], targets: [target] })]);
    expect(decision).toMatchObject({ id: 'role-unmarked:item-1', blocking: true, itemNumber: '1' });
    expect(decision?.options.map(({ id }) => id)).toEqual(['first-leads', 'all-lead', 'lead:市教育局']);
  });

  it('does not ask where one unit is named, or where a lead is marked', () => {
    expect(decide([item({ units: ['市人社局'], targets: [target] }), item({ key: 'item-2', number: '2', leads: ['市人社局', '市教育局'], targets: [target] })])).toEqual([]);
  });

  it('tells gaps once an item, and they block nothing', () => {
    expect(decide([item({ leads: ['市人社局'], deadline: null })]).map(({ kind, blocking }) => [kind, blocking])).toEqual([['no-deadline', false], ['no-target', false]]);
    expect(decide([item({ leads: ['市人社局'], deadline: null, recurrence: 'quarterly', targets: [target] })])).toEqual([]);
  });

  it('blocks an item that names nobody', () => {
    expect(decide([item({ targets: [target] })])).toMatchObject([{ kind: 'no-unit', blocking: true }]);
  });

  it('resolves names by alias, whatever their width and spaces', () => {
    expect(decide([item({ leads: ['市 人社局'], participants: ['各旗区'], targets: [target] })], known)).toEqual([]);
  });

  it('asks once about a name that nobody answers to, naming those that it may abbreviate', () => {
    const decisions = decide([item({ leads: ['人力社保局'], targets: [target] }), item({ key: 'item-2', number: '2', leads: ['人力社保局'], targets: [target] })], known);
    expect(decisions.map(({ id, blocking }) => [id, blocking])).toEqual([['unit-unresolved:plan:人力社保局', true]]);
    expect(decisions[0]?.options.map(({ id }) => id)).toEqual(['register', 'unit:u1', 'remove']);
    expect(decisions[0]?.question.en).toContain('1、2');
  });

  it('asks which unit is meant where several answer, and when a group gets its roster', () => {
    const decisions = decide([item({ leads: ['市教体局'], participants: ['各高校'], targets: [target] })], known);
    expect(decisions.map(({ kind, blocking }) => [kind, blocking])).toEqual([['unit-ambiguous', true], ['group-without-roster', false]]);
    expect(decisions[0]?.options.map(({ id }) => id)).toEqual(['unit:u2', 'unit:u3']);
  });

  it('without a register doubts only what has not the shape of a name', () => {
    expect(decide([item({ leads: ['市某某局'], targets: [target] })])).toEqual([]);
    expect(decide([item({ leads: ['市某某局'], participants: ['各高校'], targets: [target] })])).toMatchObject([{ kind: 'group-without-roster', blocking: false }]);
    expect(decide([item({ leads: ['进一步压实责任'], targets: [target] })])).toMatchObject([{ kind: 'unit-unresolved', blocking: true }]);
  });

  it('takes numbers for one whatever their width, spaces and marks, and shows them as written', () => {
    const numbered = ['4', '４', '4、', '4 .', '14', '（4）', '四'].map((number, k) => item({ key: `k${k}`, number, leads: ['市人社局'], targets: [target] }));
    expect(decide(numbered).map(({ id, itemNumber }) => [id, itemNumber])).toEqual([['duplicate-number:k1', '４'], ['duplicate-number:k2', '4、'], ['duplicate-number:k3', '4 .']]);
  });

  describe('one unit in two places of an item', () => {
    const asked = (change: Partial<DraftItem>, register: KnownUnits | undefined = known) => decide([item({ targets: [target], ...change })], register).filter((d) => d.kind === 'unit-twice').map(({ blocking, options }) => [blocking, ...options.map((o) => o.id)]);

    it('is a question that blocks, under whichever of its names', () => {
      expect(asked({ leads: ['市教育局', '市人社局'], participants: ['市人力资源和社会保障局'] })).toEqual([[true, 'drop:participants:市人力资源和社会保障局', 'drop:leads:市人社局']]);
      expect(asked({ leads: ['市人社局', '市人社局', '市 人社局'] })).toEqual([[true, 'drop:leads:市人社局'], [true, 'drop:leads:市 人社局', 'drop:leads:市人社局']]);
      expect(asked({ leads: ['各旗区', '市教育局'], participants: ['各旗区'] })).toEqual([[true, 'drop:participants:各旗区', 'drop:leads:各旗区']]);
      expect(asked({ leads: ['市人社局'], participants: ['市人社局'] }, undefined)).toEqual([[true, 'drop:participants:市人社局']]);
    });

    it('is none where a name may be several units', () => {
      expect(asked({ leads: ['市教体局'], participants: ['市教育局'] })).toEqual([]);
    });

    it('says which names are meant', () => {
      const [question] = decide([item({ leads: ['市人社局'], participants: ['市人力资源和社会保障局'], targets: [target] })], known);
      expect(question!.question.zh).toBe('第1项“甲”中“市人社局”与“市人力资源和社会保障局”是同一单位，既是牵头单位又是参与单位，以哪一处为准？如是两个单位，请先改正名称');
    });
  });

  it('gives every decision its own id', () => {
    const ids = decide([item({}), item({ key: 'item-1~2' }), item({ key: 'duty-1', number: '' })], known).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
