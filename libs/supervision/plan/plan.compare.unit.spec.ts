import type { DraftItem, DraftTarget } from './draft';
import { comparePlans } from './plan.compare';

const item = (number: string, title: string, more: Partial<DraftItem> = {}): DraftItem => ({
  key: `i${number}`, number, title, category: '强基', leads: ['市总工会'], participants: [], units: [], targets: [], deadline: null, deadlineText: null, recurrence: null, quote: title, content: title, place: { fromLine: 1, toLine: 1 }, ...more,
});
const target = (value: number): DraftTarget => ({ metric: '职业技能培训', comparison: '>=', value, unit: '人次', text: `${value}人次` });
const of = (year: number, ...items: DraftItem[]): { year: number; items: DraftItem[] } => ({ year, items });

describe('next year’s plan beside this year’s', () => {
  const before = of(2031, item('1', '建好示范课堂', { deadline: '2031-12-31' }), item('2', '开展职业技能培训', { targets: [target(40_000)], deadline: '2031-06-30' }), item('3', '办好技能比武', { participants: ['市人社局'] }), item('4', '编印工匠故事集'));
  const after = of(2032, item('1', '开展2032年职业技能培训', { targets: [target(50_000)], deadline: '2032-09-30' }), item('2', '建好示范课堂', { deadline: '2032-12-31' }), item('3', '广泛办好职工技能比武', { leads: ['市人社局'], participants: ['市总工会'] }), item('4', '设立工匠基金'));

  it('is carried on, changed, dropped and new, whatever the numbers are now', () => {
    const { carriedOn, changed, dropped, added } = comparePlans(before, after);
    expect(carriedOn.map((match) => [match.before.number, match.after.number, match.confidence])).toEqual([['1', '2', 'certain']]);
    expect(changed.map((match) => [match.before.number, match.after.number, match.confidence, match.changes.map(({ field }) => field)])).toEqual([
      ['2', '1', 'certain', ['targets', 'deadline']],
      ['3', '3', 'likely', ['title', 'leads', 'participants']],
    ]);
    expect(changed[0]?.changes[0]).toEqual({ field: 'targets', before: ['职业技能培训 >= 40000 人次'], after: ['职业技能培训 >= 50000 人次'] });
    expect(dropped.map(({ title }) => title)).toEqual(['编印工匠故事集']);
    expect(added.map(({ title }) => title)).toEqual(['设立工匠基金']);
  });

  it('has each item in one place only, and none of a plan that has nothing in common', () => {
    const { carriedOn, changed, dropped, added } = comparePlans(before, after);
    expect(carriedOn.length + changed.length + dropped.length).toBe(before.items.length);
    expect(carriedOn.length + changed.length + added.length).toBe(after.items.length);
    const other = comparePlans(before, of(2032, item('1', '培育龙头企业', { content: '培育龙头企业' })));
    expect([other.carriedOn, other.changed, other.dropped.length, other.added.length]).toEqual([[], [], 4, 1]);
  });

  it('goes by the item that was carried over, under another title', () => {
    const carried = comparePlans(before, of(2032, item('9', '讲好工匠故事', { carriedFrom: { itemId: 'p1-4', firstDeadline: null } })), new Map([['i4', 'p1-4']]));
    expect(carried.changed).toEqual([expect.objectContaining({ confidence: 'certain', score: 1, before: expect.objectContaining({ number: '4' }) })]);
  });

  it('with itself is carried on whole', () => {
    const { carriedOn, ...rest } = comparePlans(before, before);
    expect([carriedOn.length, rest]).toEqual([4, { changed: [], dropped: [], added: [] }]);
  });
});

describe('two plans of five thousand rows', () => {
  const row = (title: string) => (_: unknown, n: number): DraftItem => item(String(n + 1), `${title}之${n + 1}`, { key: `k${n}` });
  const rows = (title: string): DraftItem[] => Array.from({ length: 5_000 }, row(title));
  /** How many of their items' pairs are scored: each takes the content of none and the category of both. */
  const scored = (plan: { items: DraftItem[] }): (() => number) => {
    let read = 0;
    for (const each of plan.items) Object.defineProperty(each, 'category', { get: () => ((read += 1), '强基'), enumerable: true });
    return () => read;
  };

  it('with one word in all titles are matched, each with its own, and looked at in proportion to their rows', () => {
    const [before, after] = [of(2031, ...rows('技能提升行动')), of(2032, ...rows('技能提升专项行动'))];
    const looked = scored(after);
    const { changed, carriedOn, dropped, added } = comparePlans(before, after);
    expect(looked()).toBeLessThan(5_000 * 500);
    expect([carriedOn.length, dropped.length, added.length]).toEqual([0, 0, 0]);
    expect(changed.filter((m) => m.before.number === m.after.number).length).toBe(5_000);
  });

  it('with one title in all are matched by number, then by their order', () => {
    const same = (from: number): DraftItem[] => Array.from({ length: 5_000 }, (_, n) => item(String(n + from), '技能提升', { key: `k${n}` }));
    expect(comparePlans(of(2031, ...same(1)), of(2032, ...same(1))).carriedOn.every((m) => m.before.number === m.after.number)).toBe(true);
    expect(comparePlans(of(2031, ...same(1)), of(2032, ...same(10_001))).carriedOn).toHaveLength(5_000);
  });
});
