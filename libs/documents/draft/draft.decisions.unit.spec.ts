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

  it('gives every decision its own id', () => {
    const ids = decide([item({}), item({ key: 'item-1~2' }), item({ key: 'duty-1', number: '' })], known).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
