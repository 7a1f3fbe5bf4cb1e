import fc from 'fast-check';
import { NO_TRAITS } from '#libs/supervision/roster/unit-traits';
import type { Scheme, SchemeClass } from '#libs/supervision/evaluation/scheme';
import type { ScoreSheet } from '#libs/supervision/evaluation/sheet';
import { FIGURE_NAMES } from '#libs/supervision/evaluation/figure.names';
import { times } from '#libs/supervision/testing/times';
import { decimal, Dec } from './decimal';
import { FormulaError, pointsBy, readFormula } from './formula';
import { rankAndGrade } from './ranking';
import { problemsOfScheme, problemsOnFigures, problemsOnUnits } from './scheme.check';
import { scoreUnit, withRates } from './score';
import { aScheme } from './testing/a-scheme';

const figures = (values: Record<string, string>): Map<string, Dec> => new Map(Object.entries(values).map(([name, value]) => [name, new Dec(value)]));
const fault = (run: () => unknown): string => {
  try {
    run();
    return 'none';
  } catch (error) {
    return error instanceof FormulaError ? error.fault.kind : `thrown: ${String(error)}`;
  }
};
const points = (text: string, values: Record<string, string> = {}): string => pointsBy(readFormula(text), figures(values)).toFixed();

describe('a formula', () => {
  it.each([
    ['0.1 + 0.2', '0.3'],
    ['max(0, 20 - lateCount * 2.5)', '12.5'],
    ['lateCount > 2 && !(redCount > 0) ? -1 : 1', '-1'],
    ['min(30, 100 / lateCount)', '30'],
    ['redCount == 0 ? 20 : 20 / redCount', '20'],
    ['abs(-0.05)', '0.05'],
    ['1 / lateCount', '0.3333333333333333333333333333333333'],
  ])('%s is %s', (text, value) => expect(points(text, { lateCount: '3', redCount: '0' })).toBe(value));

  it.each([
    ['1 / redCount', 'divides-by-nothing'],
    ['min(20, 1 / redCount)', 'divides-by-nothing'],
    ['nothing', 'unknown-figure'],
    ['redCount > 1', 'not-a-number'],
    ['redCount ? 1 : 2', 'not-a-condition'],
    ['99999999 * 99999999', 'too-large'],
    ['', 'unreadable'],
    ['1 +', 'unreadable'],
    ['(1', 'unreadable'],
    ['a = 1', 'unreadable'],
    ['1; 2', 'not-allowed'],
    ['redCount.constructor', 'not-allowed'],
    ['constructor()', 'not-allowed'],
    ['max.call(1)', 'not-allowed'],
    ['this', 'not-allowed'],
    ['[1]', 'not-allowed'],
    ["'a'", 'not-allowed'],
    ['true', 'not-allowed'],
    ['2 ** 3', 'not-allowed'],
    ['7 % 2', 'not-allowed'],
    ['1e9', 'not-allowed'],
    ['max()', 'not-allowed'],
    ['toString(1)', 'not-allowed'],
    ['constructor', 'unknown-figure'],
    ['__proto__', 'unknown-figure'],
    ['('.repeat(300) + ')'.repeat(300), 'unreadable'],
  ])('%s is refused: %s', (text, kind) => expect(fault(() => points(text, { redCount: '0' }))).toBe(kind));

  it('never does more than give a number or refuse, whatever is written', () => {
    const words = fc.constantFrom('1', '0.5', 'redCount', 'max', '(', ')', ',', '+', '-', '*', '/', '<', '?', ':', '&&', '!', '.', '[', ']', 'constructor', '"', '=>', 'process', 'eval', '`', '\u4e2d');
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (parts) => {
        expect(fault(() => points(parts.join(' '), { redCount: '2' }))).not.toContain('thrown');
      }),
      times(500),
    );
  });
});

describe('a scheme', () => {
  const withClass = (change: Partial<SchemeClass>): Scheme => ({ ...aScheme(), classes: [{ ...aScheme().classes[0]!, ...change }] });
  const first = (): SchemeClass['indicators'][number] => aScheme().classes[0]!.indicators[0]!;
  const replaced = (change: Partial<SchemeClass['indicators'][number]>): Scheme => withClass({ indicators: [{ ...first(), ...change }, ...aScheme().classes[0]!.indicators.slice(1)] });

  it('that is sound is taken', () => expect(problemsOfScheme(aScheme())).toEqual([]));
  it('that divides by what a share can never make nothing is taken', () => expect(problemsOfScheme(replaced({ formula: '40 / (2 - onTimeRate)' }))).toEqual([]));

  it.each<[string, Scheme, string, RegExp, RegExp]>([
    ['whose weights do not add up', replaced({ points: '30' }), 'classes[0].indicators', /权重合计为 90，应为 100/, /add up to 90/],
    ['whose weights miss by the last digit', replaced({ points: '39.999999999999' }), 'classes[0].indicators', /99.999999999999/, /99.999999999999/],
    ['that divides by nothing', replaced({ formula: '40 * completed / assignments' }), 'classes[0].indicators[0].formula', /除以零/, /divide by nothing/],
    ['that divides by a difference', replaced({ formula: '1 / (lateCount - 1)' }), 'classes[0].indicators[0].formula', /除以零/, /divide by nothing/],
    ['that divides by what only one figure makes nothing', replaced({ formula: '40 / (assignments - 7)' }), 'classes[0].indicators[0].formula', /除以零/, /divide by nothing/],
    ['that divides by nothing at a score of tasks', replaced({ formula: '40 / (assignments - 20)' }), 'classes[0].indicators[0].formula', /assignments = 20/, /assignments = 20/],
    ['that divides by nothing at a large number that it names', replaced({ formula: '40 / (assignments - 1234)' }), 'classes[0].indicators[0].formula', /assignments = 1234/, /assignments = 1234/],
    ['that divides by nothing at a multiple', replaced({ formula: '40 / (assignments - 25 * 30)' }), 'classes[0].indicators[0].formula', /assignments = 750/, /750/],
    ['that divides by nothing where two figures meet', replaced({ formula: '40 / (assignments - 2 * completed - 300)' }), 'classes[0].indicators[0].formula', /除以零/, /divide by nothing/],
    ['that divides by two figures that may be alike', replaced({ formula: '40 / (assignments + 3 - 12)' }), 'classes[0].indicators[0].formula', /除以零/, /divide by nothing/],
    ['that names another indicator, or itself', replaced({ formula: 'timely + 1' }), 'classes[0].indicators[0].formula', /没有名为“timely”的数据项/, /no figure “timely”/],
    ['whose formula is over-long', replaced({ formula: `0${' + 1'.repeat(200)}` }), 'classes[0].indicators[0].formula', /无法读取/, /cannot be read .*500/],
    ['whose formula grows beyond any number', replaced({ formula: 'lateCount * 999999999999 * 999999999999' }), 'classes[0].indicators[0].formula', /结果过大/, /too large/],
    ['whose formula is no formula', replaced({ formula: 'completed +' }), 'classes[0].indicators[0].formula', /无法读取/, /cannot be read/],
    ['that names an unknown figure', replaced({ formula: 'onTimeRatio * 40' }), 'classes[0].indicators[0].formula', /没有名为“onTimeRatio”的数据项/, /no figure “onTimeRatio”/],
    ['whose condition is a number', replaced({ doubledWhen: 'lateCount' }), 'classes[0].indicators[0].doubledWhen', /条件/, /condition/],
    ['with a weight that is none', replaced({ points: '-4' }), 'classes[0].indicators[0].points', /大于 0/, /above 0/],
    ['with a weight finer than it tells', { ...replaced({ points: '40.5' }), decimals: 0 }, 'classes[0].indicators[0].points', /小数位数.*0 位/, /more decimals than the scheme tells \(0\)/],
    ['with a cap on bonuses finer than it tells', withClass({ bonusCap: '3.125' }), 'classes[0].bonusCap', /小数位数/, /more decimals/],
    ['with a cap on penalties finer than it tells', { ...withClass({ penaltyCap: '1.25' }), decimals: 1 }, 'classes[0].penaltyCap', /小数位数/, /more decimals/],
    ['with full marks finer than it tells', { ...aScheme(), fullMarks: '100.125' }, 'fullMarks', /小数位数/, /more decimals/],
    ['with one id twice', replaced({ id: 'quality' }), 'classes[0].indicators', /重复/, /twice/],
    ['with grades upside down', { ...aScheme(), grades: [...aScheme().grades].reverse() }, 'grades[1].from', /由高到低/, /best first/],
    ['with a quota on the last grade', { ...aScheme(), grades: [{ name: '合格', from: '0', quotaPercent: '10' }] }, 'grades[0].quotaPercent', /最低等次/, /no quota/],
    ['with a condition that says nothing', withClass({ when: { size: null } }), 'classes[0].when', /至少写明一项/, /at least one of/],
    ['with a class that another one takes whole', { ...aScheme(), classes: [{ ...aScheme().classes[0]!, when: { unitClass: 'stateOwnedEnterprise', size: 'large' } }, { ...aScheme().classes[1]!, when: { unitClass: 'stateOwnedEnterprise' } }] }, 'classes[0].when', /同时符合“企业”/, /“企业” as well/],
    ['with two classes of one condition', { ...aScheme(), classes: [{ ...aScheme().classes[0]!, when: { region: '东旗' } }, { ...aScheme().classes[1]!, when: { region: '东旗' } }] }, 'classes[1].when', /同时符合“市直部门”/, /“市直部门” as well/],
    ['without a class', { ...aScheme(), classes: [] }, 'classes', /1 至 20/, /from 1 to 20/],
  ])('%s is refused by its field, in both languages', (_, scheme, field, zh, en) => {
    const found = problemsOfScheme(scheme).find((p) => p.field === field);
    expect(found?.zh).toMatch(zh);
    expect(found?.en).toMatch(en);
  });
});

describe('a scheme told in whole steps', () => {
  it('may write its points with noughts behind', () => expect(problemsOfScheme({ ...aScheme(), fullMarks: '100.0000' })).toEqual([]));
});

describe('a scheme tried on what units have', () => {
  const units = [{ name: 'assignments', value: '12345' }, { name: 'lateCount', value: '3' }].map((f) => ({ ...f, events: [] }));
  const scheme = { ...aScheme(), classes: aScheme().classes.map((c) => ({ ...c, indicators: c.indicators.filter((i) => i.formula === null) })) };
  const having = (formula: string): Parameters<typeof problemsOnFigures>[0] => ({ ...scheme, classes: scheme.classes.map((c) => ({ ...c, indicators: [{ id: 'x', name: 'x', kind: 'bonus' as const, points: '5', formula, doubledWhen: null }] })) });

  it('is told of by its fields, with the figures, where it cannot be computed', () => {
    expect(problemsOnFigures(having('1 / (assignments * 2 - 24690)'), [[], units].slice(1))).toEqual([0, 1].map((i) => ({ field: `classes[${i}].indicators[0].formula`, zh: expect.stringContaining('assignments = 12345'), en: expect.stringContaining('assignments = 12345') })));
    expect(problemsOnFigures(having('1 / (assignments + 1)'), [units])).toEqual([]);
  });
});

describe('a scheme whose classes have conditions', () => {
  const classes = [{ ...aScheme().classes[0]!, when: { unitClass: 'stateOwnedEnterprise' as const } }, { ...aScheme().classes[1]!, when: { trade: '化工' } }];

  it('may have them overlap as long as no unit meets two', () => {
    expect(problemsOfScheme({ ...aScheme(), classes })).toEqual([]);
    const unit = (trade: string) => ({ unitId: 'u1', name: '甲公司', traits: { ...NO_TRAITS, unitClass: 'stateOwnedEnterprise' as const, trade } });
    expect(problemsOnUnits({ ...aScheme(), classes }, [unit('建筑'), { ...unit('建筑'), traits: NO_TRAITS }])).toEqual([]);
    expect(problemsOnUnits({ ...aScheme(), classes }, [unit('化工')])).toEqual([{ field: 'classes[1].when', zh: expect.stringContaining('甲公司'), en: expect.stringContaining('甲公司') }]);
  });
});

describe('a score', () => {
  const of = aScheme().classes[0]!;
  const counted = (values: Record<string, string>): ReturnType<typeof withRates> => withRates(FIGURE_NAMES.filter((n) => !n.endsWith('Rate')).map((name) => ({ name, value: values[name] ?? '0', events: values[name] ? [`item/i1@${name.length}`] : [] })));
  const judged = (quality: string, innovation = '0'): { indicatorId: string; score: string; reason: string }[] => [{ indicatorId: 'quality', score: quality, reason: '核验' }, { indicatorId: 'innovation', score: innovation, reason: '核验' }];

  it('is the sum of its lines, doubled, capped and rounded as the scheme says', () => {
    // One of three in time: 40 × 0.333333 = 13.33332; two red lights at 3 each, doubled by more than one, capped at 10.
    const scored = scoreUnit(aScheme(), of, counted({ acceptedOnTime: '1', lateCount: '2', redCount: '2', targetsSet: '2', targetsMet: '1' }), judged('35.555', '4'));
    expect(scored).toEqual({
      sheet: {
        lines: [
          { indicatorId: 'timely', kind: 'weighted', raw: '13.33332', doubled: false, points: '13.33' },
          { indicatorId: 'targets', kind: 'weighted', raw: '10', doubled: false, points: '10.00' },
          { indicatorId: 'quality', kind: 'weighted', raw: '35.555', doubled: false, points: '35.56' },
          { indicatorId: 'innovation', kind: 'bonus', raw: '4', doubled: false, points: '4.00' },
          { indicatorId: 'red', kind: 'penalty', raw: '6', doubled: true, points: '10.00' },
        ],
        base: '58.89', bonus: '3.00', penalty: '10.00', total: '51.89',
      },
    });
  });

  it('keeps what was computed beside what a review adjusts, within its points and rounded, and adds up what counts', () => {
    const scored = scoreUnit(aScheme(), of, counted({ acceptedOnTime: '1', lateCount: '2' }), judged('30'), [{ indicatorId: 'timely', points: '26.665' }]);
    if (!('sheet' in scored)) throw new Error(JSON.stringify(scored));
    expect(scored.sheet.lines[0]).toEqual({ indicatorId: 'timely', kind: 'weighted', raw: '13.33332', doubled: false, points: '26.67', computed: '13.33' });
    expect(scored.sheet.total).toBe('76.67');
    for (const [adjusted, kind] of [
      [[{ indicatorId: 'timely', points: '40.01' }], 'score-out-of-range'],
      [[{ indicatorId: 'timely', points: '-1' }], 'score-out-of-range'],
      [[{ indicatorId: 'timely', points: '1' }, { indicatorId: 'timely', points: '2' }], 'not-computed'],
      [[{ indicatorId: 'quality', points: '1' }], 'not-computed'],
      [[{ indicatorId: 'nothing', points: '1' }], 'not-computed'],
    ] as const) {
      const refused = scoreUnit(aScheme(), of, counted({}), judged('30'), adjusted);
      expect('faults' in refused && refused.faults.map((f) => f.kind)).toContain(kind);
    }
  });

  it('opens the events of a rate from both of its counts', () => {
    expect(counted({ acceptedOnTime: '1', lateCount: '2' }).find((f) => f.name === 'onTimeRate')).toEqual({ name: 'onTimeRate', value: '0.333333', events: ['item/i1@14', 'item/i1@9'] });
    expect(counted({}).find((f) => f.name === 'onTimeRate')?.value).toBe('1');
  });

  it.each([
    ['not given', [], 'not-scored'],
    ['given twice', [...judged('1'), ...judged('2')], 'not-scored'],
    ['above its points', judged('40.01'), 'score-out-of-range'],
    ['given for what is computed', [...judged('1'), { indicatorId: 'timely', score: '40', reason: '' }], 'not-judged'],
  ])('is refused where it is %s', (_, given, kind) => {
    const scored = scoreUnit(aScheme(), of, counted({}), given);
    expect('faults' in scored && scored.faults.map((f) => f.kind)).toContain(kind);
  });

  it('lies between nothing and full marks with all bonuses, and its lines add up, whatever the figures', () => {
    const figure = fc.integer({ min: 0, max: 500 }).map(String);
    fc.assert(
      fc.property(fc.record({ acceptedOnTime: figure, lateCount: figure, redCount: figure, targetsSet: figure, targetsMet: figure }), fc.integer({ min: 0, max: 40_000 }), (values, thousandths) => {
        const inputs = [counted(values), judged(new Dec(thousandths).div(1000).toFixed())] as const;
        const scored = scoreUnit(aScheme(), of, ...inputs);
        if (!('sheet' in scored)) throw new Error(JSON.stringify(scored));
        const { sheet } = scored;
        const total = decimal(sheet.total);
        expect(total.gte(0) && total.lte(103)).toBe(true);
        expect(Dec.max(0, decimal(sheet.base).plus(decimal(sheet.bonus)).minus(decimal(sheet.penalty))).eq(total)).toBe(true);
        expect(scoreUnit(aScheme(), of, ...(JSON.parse(JSON.stringify(inputs)) as typeof inputs))).toEqual(scored);
      }),
    );
  });
});

/** One class of judged lines, a bonus and a penalty, however fine its points and caps. */
function judgedScheme(points: readonly string[], bonusCap: string | null, penaltyCap: string | null, decimals: number, rounding: Scheme['rounding']): Scheme {
  const line = (id: string, kind: 'weighted' | 'bonus' | 'penalty', most: string): SchemeClass['indicators'][number] => ({ id, name: id, kind, points: most, formula: null, doubledWhen: null });
  const indicators = [...points.map((p, i) => line(`w${i}`, 'weighted', p)), line('b0', 'bonus', '2.755'), line('b1', 'bonus', '2.755'), line('p0', 'penalty', '2.345')];
  return { ...aScheme(), fullMarks: points.reduce((all, p) => all.plus(p), new Dec(0)).toFixed(), decimals, rounding, classes: [{ id: 'c', name: 'c', indicators, bonusCap, penaltyCap }] };
}

/** Every line gets its share of its points: 1 is all of them. */
function sheetAt(scheme: Scheme, share: (id: string) => string): ScoreSheet {
  const of = scheme.classes[0]!;
  const scored = scoreUnit(scheme, of, [], of.indicators.map((i) => ({ indicatorId: i.id, score: new Dec(i.points).times(share(i.id)).toDecimalPlaces(12, Dec.ROUND_DOWN).toFixed(), reason: '核验' })));
  if (!('sheet' in scored)) throw new Error(JSON.stringify(scored));
  return scored.sheet;
}

describe('rounding', () => {
  const best = (id: string): string => (id.startsWith('w') ? '1' : '0');

  it('goes over no line’s points, nor over full marks', () => {
    const { lines, total } = sheetAt(judgedScheme(Array.from({ length: 8 }, () => '12.5'), null, null, 0, 'halfUp'), best);
    expect(lines.slice(0, 8).map((l) => l.points)).toEqual(Array.from({ length: 8 }, () => '12'));
    expect(total).toBe('96');
  });

  it('goes over no cap, and the total is that of the numbers told', () => {
    const all = sheetAt(judgedScheme(['50', '50'], null, '1.25', 1, 'halfUp'), (id) => (id.startsWith('b') ? '0' : '1'));
    expect(all).toMatchObject({ base: '100.0', penalty: '1.2', total: '98.8' });
  });

  it('lets no line be over its points, no sum over its cap, no total over full marks and bonuses, and the best of a sound scheme is full marks', () => {
    const cents = fc.integer({ min: 1, max: 5_000 }).map((n) => new Dec(n).div(100).toFixed());
    const cap = fc.option(fc.integer({ min: 1, max: 6_000 }).map((n) => new Dec(n).div(1000).toFixed()), { nil: null });
    const rounding = fc.constantFrom<Scheme['rounding']>('halfUp', 'halfEven', 'down');
    const shares = fc.infiniteStream(fc.oneof(fc.constant('1'), fc.integer({ min: 0, max: 1000 }).map((n) => new Dec(n).div(1000).toFixed())));
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 12 }), cap, cap, fc.integer({ min: 0, max: 6 }), rounding, shares, (weights, bonusCap, penaltyCap, decimals, how, given) => {
        const scheme = judgedScheme(weights, bonusCap, penaltyCap, decimals, how);
        const { indicators } = scheme.classes[0]!;
        const { lines, base, bonus, penalty, total } = sheetAt(scheme, () => given.next().value as string);
        for (const l of lines) expect(decimal(l.points).lte(indicators.find((i) => i.id === l.indicatorId)!.points)).toBe(true);
        expect(decimal(base).lte(scheme.fullMarks) && decimal(bonus).lte(bonusCap ?? '5.51') && decimal(penalty).lte(penaltyCap ?? '2.345')).toBe(true);
        expect(decimal(total).lte(decimal(scheme.fullMarks).plus(bonusCap ?? '5.51'))).toBe(true);
        const fine = problemsOfScheme(scheme).some((p) => /points|fullMarks|Cap/.test(p.field));
        if (!fine) expect(sheetAt(scheme, best).total).toBe(new Dec(scheme.fullMarks).toFixed(decimals));
      }),
    );
  });
});

describe('a ranking', () => {
  const totals = (...all: string[]): { unitId: string; classId: string; total: string }[] => all.map((total, i) => ({ unitId: `u${i}`, classId: 'departments', total }));
  const told = (...all: string[]): string[] => rankAndGrade(aScheme(), totals(...all)).map((r) => `${r.unitId} ${r.rank} ${r.grade}`);

  it('shares a rank among equals', () => expect(told('80.0', '90', '80.00', '70')).toEqual(['u1 1 优秀', 'u0 2 良好', 'u2 2 良好', 'u3 4 合格']));
  it('gives a grade no more often than its quota has room', () => expect(told('99', '98', '97', '96')).toEqual(['u0 1 优秀', 'u1 2 良好', 'u2 3 良好', 'u3 4 良好']));
  it('lets a tie across the edge of a quota go down together', () => expect(told('99', '99', '60', '59')).toEqual(['u0 1 良好', 'u1 1 良好', 'u2 3 合格', 'u3 4 不合格']));
  it('ranks classes apart', () => {
    const rows = rankAndGrade(aScheme(), [...totals('90'), { unitId: 'x', classId: 'enterprises', total: '10' }]);
    expect(rows.map((r) => [r.classId, r.rank])).toEqual([['departments', 1], ['enterprises', 1]]);
  });

  it('is the same in whatever order the units come, with ties and quotas', () => {
    const some = fc.array(fc.integer({ min: 85, max: 95 }).map(String), { minLength: 1, maxLength: 20 }).chain((all) => fc.tuple(fc.constant(totals(...all)), fc.shuffledSubarray(totals(...all), { minLength: all.length, maxLength: all.length })));
    fc.assert(fc.property(some, ([listed, shuffled]) => expect(rankAndGrade(aScheme(), shuffled)).toEqual(rankAndGrade(aScheme(), listed))));
  });

  it('never grades less better than more, nor exceeds a quota', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100 }).map(String), { minLength: 1, maxLength: 30 }), (all) => {
        const rows = rankAndGrade(aScheme(), totals(...all));
        const order = aScheme().grades.map((g) => g.name);
        const grades = rows.map((r) => order.indexOf(r.grade));
        expect(grades).toEqual([...grades].sort((a, b) => a - b));
        expect(rows.filter((r) => r.grade === '优秀').length).toBeLessThanOrEqual(Math.floor(all.length * 0.3));
        expect(rows).toHaveLength(all.length);
      }),
    );
  });
});
