import fc from 'fast-check';
import { times } from '../testing/times';
import { groupsOf, sumOf } from './adding-up';
import { RollUp, type RollUpFigure, type RollUpTarget } from './roll-up';

const target = (itemId: string, upper: string | null = null, change: Partial<RollUpTarget> = {}): RollUpTarget => ({
  itemId, targetId: 't1', planId: `p-${itemId}`, officeUnitId: `office-${itemId}`, number: '1', title: '培训', metric: '培训', comparison: '>=', value: 40_000, unit: '人次', reckoning: 'cumulative', waived: false,
  upper: upper === null ? null : { itemId: upper, targetId: 't1' }, continues: [], overlaps: [], ...change,
});
const told = (itemId: string, value: number, change: Partial<RollUpFigure> = {}): RollUpFigure => ({ itemId, targetId: 't1', assignmentId: 'a1', unitId: 'u', value, asOf: '2026-06-30', event: 3, ...change });
const decided = (how: 'once' | 'apart', ...sources: string[]): RollUpTarget['overlaps'][number] => ({ sources, how, event: 9 });
const up = (targets: RollUpTarget[], figures: RollUpFigure[]) => new RollUp(targets, figures).at('city', 't1');

describe('one training told by two leads', () => {
  const both = [told('city', 40_000), told('city', 38_600, { assignmentId: 'a2' })];
  it('does not double until a person decides', () => {
    expect(up([target('city')], both)).toMatchObject({ own: 40_000, total: 40_000, undecided: [{ sources: ['a1', 'a2'], why: 'sameItem' }] });
    expect(up([target('city', null, { overlaps: [decided('apart', 'a1', 'a2')] })], both)).toMatchObject({ total: 78_600, undecided: [] });
    expect(up([target('city', null, { overlaps: [decided('once', 'a1', 'a2')] })], both)).toMatchObject({ total: 40_000, undecided: [] });
  });
  it('goes by the newest decision, and leaves a third who was not asked about out of the sum', () => {
    const overlaps = [decided('apart', 'a1', 'a2'), decided('once', 'a1', 'a2')];
    expect(up([target('city', null, { overlaps })], both).total).toBe(40_000);
    const three = [...both, told('city', 5, { assignmentId: 'a3' })];
    expect(up([target('city', null, { overlaps: [decided('apart', 'a1', 'a2')] })], three)).toMatchObject({ total: 78_600, undecided: [{ why: 'sameItem' }] });
  });
});

describe('figures with decimals', () => {
  it('come to what they say: 0.1 and 0.7 of at least 0.8 meet it, promised and told', () => {
    const plan = [target('city', null, { value: 0.8, unit: '亿元', overlaps: [decided('apart', 'a1', 'a2')] }), target('east', 'city', { value: 0.7, unit: '亿元' }), target('west', 'city', { value: 0.1, unit: '亿元' })];
    expect(up(plan, [told('east', 0.7), told('west', 0.1)])).toMatchObject({ lower: 0.8, total: 0.8, promised: 0.8, gap: 0 });
    expect(up(plan, [told('city', 0.7), told('city', 0.1, { assignmentId: 'a2' })])).toMatchObject({ own: 0.8, total: 0.8 });
    // What is told above in one sum and below in its parts is the same, and nobody is asked about it.
    expect(up([{ ...plan[0]!, overlaps: [] }, ...plan.slice(1)], [told('city', 0.8), told('east', 0.7), told('west', 0.1)])).toMatchObject({ total: 0.8, undecided: [] });
  });

  it('add up as their hundredths do, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 99_999_999 }), { minLength: 1, maxLength: 40 }), (hundredths) => {
        const plan = [target('city', null, { value: 1 }), ...hundredths.map((value, i) => target(`low${i}`, 'city', { value: value / 100 }))];
        const all = hundredths.reduce((sum, value) => sum + value, 0) / 100;
        const { lower, promised } = up(plan, hundredths.map((value, i) => told(`low${i}`, value / 100, { asOf: `2026-06-${String((i % 28) + 1).padStart(2, '0')}`, event: i })));
        expect(promised).toBe(all);
        if (new Set(hundredths).size === hundredths.length) expect(lower).toBe(all);
      }),
      times(200),
    );
  });
});

test('a lower figure that was waived is owed no more, and what was done of it counts', () => {
  const waived = [target('city'), target('east', 'city', { value: 25_000 }), target('north', 'city', { value: 8_000, waived: true })];
  expect(up(waived, [told('east', 100), told('north', 5_000)])).toMatchObject({ total: 5_100, promised: 25_000, gap: 15_000, missing: [] });
  expect(up(waived, [told('east', 100)])).toMatchObject({ total: 100, missing: [] });
  // All of it waived below: nobody promises anything.
  expect(up([waived[0]!, waived[2]!], [])).toMatchObject({ total: null, promised: 0, gap: 40_000, missing: [] });
});

describe('what cannot be added', () => {
  const kinds: [string, Partial<RollUpTarget>][] = [
    ['a rate', { metric: '就业率', unit: '%', value: 90 }], ['a share in thousandths', { unit: '‰' }], ['points', { unit: '个百分点' }], ['per head', { metric: '人均可支配收入', unit: '元' }], ['per something', { unit: '件/万人' }], ['a limit', { comparison: '<=', unit: '家' }],
    ['days', { metric: '办理时限', comparison: '>=', unit: '个工作日' }], ['a mark', { metric: '满意度', unit: '分' }],
  ];
  it.each(kinds)('%s stands beside, and nobody promises a part of it', (_, change) => {
    const of = (itemId: string, upper: string | null, more: Partial<RollUpTarget> = {}) => target(itemId, upper, { ...change, ...more });
    const banners = [of('city', null), of('east', 'city'), of('west', 'city'), of('north', 'city')];
    expect(up(banners, [told('east', 92), told('west', 93)])).toMatchObject({
      addsUp: false, own: null, lower: null, total: null, promised: null, gap: null, sources: [], undecided: [], missing: ['north/t1'],
      keptApart: [{ itemId: 'east', officeUnitId: 'office-east', value: 92 }, { itemId: 'west', value: 93 }, { itemId: 'north', value: null }],
    });
    // Its own counts by itself, whatever was decided.
    const own = [told('city', 91), told('city', 88, { assignmentId: 'a2' }), told('east', 92)];
    expect(up([of('city', null, { overlaps: [decided('apart', 'a1', 'a2', 'east/t1')] }), of('east', 'city')], own)).toMatchObject({ own: 91, lower: null, total: 91 });
  });
  it('is no count, of money, or of what is taught by the hour', () => {
    for (const unit of ['人', '人次', '元', '学时', '课时', '家', '平方米', '场次', '吨', '亩']) expect([unit, up([target('city', null, { unit }), target('east', 'city', { unit }), target('west', 'city', { unit })], [told('east', 1), told('west', 2)]).total]).toEqual([unit, 3]);
  });
});

describe('what comes up from lower plans', () => {
  const banners = [target('city'), target('east', 'city', { value: 25_000 }), target('west', 'city', { value: 10_000 })];
  it('adds up over levels, shows the gap and who has told nothing', () => {
    const deep = [...banners, target('works', 'east', { value: 900 }), target('mine', 'east', { value: 700 })];
    expect(up(deep, [told('works', 800), told('mine', 650)])).toMatchObject({ own: null, lower: 1_450, total: 1_450, promised: 35_000, gap: 5_000, missing: ['west/t1'] });
    expect(new RollUp(deep, [told('works', 800, { asOf: '2026-03-31' }), told('mine', 650)]).at('city', 't1').sources[0]).toMatchObject({ source: 'east/t1', value: 1_450, asOf: '2026-03-31', lower: { itemId: 'east' } });
  });
  it('shows an over-promise as a gap below nothing', () => {
    expect(up([target('city'), target('east', 'city', { value: 50_000 })], []).gap).toBe(-10_000);
  });
  it('takes what is told above and below for two views of one thing', () => {
    const figures = [told('city', 30_000), told('east', 20_000), told('west', 9_000)];
    expect(up(banners, figures)).toMatchObject({ own: 30_000, lower: 29_000, total: 30_000, undecided: [{ sources: ['a1', 'east/t1', 'west/t1'], why: 'ownAndLower' }] });
    const apart = [target('city', null, { overlaps: [decided('apart', 'a1', 'east/t1', 'west/t1')] }), ...banners.slice(1)];
    expect(up(apart, figures)).toMatchObject({ total: 59_000, undecided: [] });
  });
  it('adds up what was decided and no more: who joins later is asked about', () => {
    const partly = [target('city', null, { overlaps: [decided('apart', 'a1', 'east/t1')] }), ...banners.slice(1)];
    expect(up(partly, [told('city', 30_000), told('east', 20_000)])).toMatchObject({ total: 50_000, undecided: [] });
    expect(up(partly, [told('city', 30_000), told('east', 20_000), told('west', 9_000)])).toMatchObject({ own: 30_000, lower: 29_000, total: 50_000, undecided: [{ sources: ['a1', 'west/t1'], why: 'ownAndLower' }] });
    // Apart from one and one with the other: the greater of the two ways.
    const both = [target('city', null, { overlaps: [decided('apart', 'a1', 'east/t1'), decided('once', 'a1', 'west/t1')] }), ...banners.slice(1)];
    expect(up(both, [told('city', 30_000), told('east', 20_000), told('west', 9_000)])).toMatchObject({ total: 50_000, undecided: [] });
    expect(up(both, [told('city', 3_000), told('east', 20_000), told('west', 9_000)])).toMatchObject({ total: 29_000, undecided: [] });
    // Of two of its own only one was said to be another thing than what east tells.
    const two = [told('city', 30_000), told('city', 25_000, { assignmentId: 'a2' }), told('east', 20_000)];
    expect(up([target('city', null, { overlaps: [decided('apart', 'a1', 'a2'), decided('apart', 'a1', 'east/t1')] }), target('east', 'city')], two)).toMatchObject({ own: 55_000, total: 55_000, undecided: [{ sources: ['a2', 'east/t1'], why: 'ownAndLower' }] });
  });
  it('goes on where the figure above went on, by a split or merge', () => {
    const merged = [target('city', null, { continues: [{ itemId: 'old', targetId: 't1' }, { itemId: 'older', targetId: 't2' }] }), target('east', 'old'), target('west', null, { upper: { itemId: 'older', targetId: 't2' } })];
    expect(up(merged, [told('east', 20_000), told('west', 9_000, { asOf: '2026-05-31' })])).toMatchObject({ lower: 29_000, total: 29_000, missing: [] });
  });
  it('keeps 人 and 人次 apart, and holds what looks like one thing for one', () => {
    const mixed = [...banners, target('south', 'city', { unit: '人' })];
    expect(up(mixed, [told('east', 100), told('south', 70)])).toMatchObject({ total: 100, keptApart: [{ itemId: 'south', unit: '人', value: 70 }], promised: 35_000 });
    const stock = [...banners, target('south', 'city', { reckoning: 'stock' })];
    expect(up(stock, [told('east', 100), told('south', 4_060_000)])).toMatchObject({ total: 100, keptApart: [{ itemId: 'south', unit: '人次', reckoning: 'stock', value: 4_060_000 }], promised: 35_000 });
    expect(up(banners, [told('east', 5_000), told('west', 5_000)])).toMatchObject({ total: 5_000, undecided: [{ sources: ['east/t1', 'west/t1'], why: 'sameFigure' }] });
    expect(up(banners, [told('east', 5_000), told('west', 5_000, { asOf: '2026-05-31' })])).toMatchObject({ total: 10_000, undecided: [] });
    const twice = [target('city'), target('east', 'city'), target('again', 'city', { officeUnitId: 'office-east' })];
    expect(up(twice, [told('east', 30), told('again', 20)])).toMatchObject({ total: 30, undecided: [{ why: 'sameOffice' }] });
  });
});

test('a sum never exceeds all that was told, never falls below the greatest, and does not hang on the order', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 50 }), { minLength: 1, maxLength: 9 }), fc.array(fc.tuple(fc.nat({ max: 8 }), fc.nat({ max: 8 })), { maxLength: 20 }), fc.func(fc.nat()), (values, pairs, order) => {
      const tell = values.map((value, i) => ({ source: `s${i}`, value }));
      const pair = (a: string, b: string): string => [a, b].sort().join();
      const one = new Set(pairs.map(([a, b]) => pair(`s${a}`, `s${b}`)));
      const apart = (a: { source: string }, b: { source: string }): boolean => !one.has(pair(a.source, b.source));
      const sum = sumOf(tell, apart)!;
      expect(sum).toBeLessThanOrEqual(values.reduce((a, b) => a + b, 0));
      expect(sum).toBeGreaterThanOrEqual(Math.max(...values));
      expect(sumOf([...tell].sort((a, b) => order(a.source) - order(b.source)), apart)).toBe(sum);
      // Nothing that counts stands beside what it may be one with: the best of all subsets.
      let best = 0;
      for (let subset = 0; subset < 1 << tell.length; subset++) {
        const chosen = tell.filter((_, i) => subset & (1 << i));
        if (chosen.every((a, i) => chosen.every((b, k) => k <= i || apart(a, b)))) best = Math.max(best, chosen.reduce((s, t) => s + t.value, 0));
      }
      expect(sum).toBe(best);
    }),
    times(200),
  );
});

test('what shares no likeness is compared with nobody, and the groups are the same', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 })), { maxLength: 12 }), (kinds) => {
      const tell = kinds.map(([office, value], i) => ({ source: `s${i}`, value, office }));
      type Each = (typeof tell)[number];
      const apart = (a: Each, b: Each): boolean => a.office !== b.office && a.value !== b.value;
      expect(groupsOf(tell, apart, (t) => [`office:${t.office}`, `value:${t.value}`])).toEqual(groupsOf(tell, apart));
    }),
    times(200),
  );
});

test('of 1,000 targets in 10 levels each is rolled up once, whichever is asked for and however often', () => {
  const rolled = new Map<string, number>();
  // Whether it was waived is asked of a target each time that the one above it is rolled up.
  const counted = (t: RollUpTarget): RollUpTarget => Object.defineProperty({ ...t }, 'waived', { get: () => (rolled.set(t.itemId, (rolled.get(t.itemId) ?? 0) + 1), false) });
  const levels = Array.from({ length: 10 }, (_l, level) => Array.from({ length: 100 }, (_n, n) => counted(target(`i${level}-${n}`, level === 0 ? 'city' : `i${level - 1}-${n}`)))).flat();
  const rollUp = new RollUp([target('city'), ...levels], levels.map((t, i) => told(t.itemId, i + 1)));
  for (let asked = 0; asked < 2; asked++) expect([rollUp.all().length, rollUp.at('city', 't1').itemId, rollUp.at('i5-7', 't1').itemId]).toEqual([1_001, 'city', 'i5-7']);
  expect([rolled.size, Math.max(...rolled.values())]).toEqual([1_000, 1]);
});
