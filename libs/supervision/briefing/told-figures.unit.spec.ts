import { RollUp, type RollUpFigure, type RollUpTarget } from '../roll-up/roll-up';
import type { SurveyState } from '../survey/survey';
import { inGroups, toldOfSurvey, toldOfTargets } from './told-figures';

const YEAR = { from: '2025-01-01', to: '2025-12-31' };
const target = (itemId: string, change: Partial<RollUpTarget> = {}): RollUpTarget => ({
  itemId, targetId: 't1', planId: 'p1', officeUnitId: 'office', number: '1', title: '培训', metric: '技能培训', comparison: '>=', value: 50_000, unit: '人次', reckoning: 'cumulative', waived: false, upper: null, continues: [], overlaps: [], ...change,
});
const told = (itemId: string, value: number, change: Partial<RollUpFigure> = {}): RollUpFigure => ({ itemId, targetId: 't1', assignmentId: 'a1', unitId: 'u1', value, asOf: '2025-11-30', event: 3, ...change });
const of = (targets: RollUpTarget[], figures: RollUpFigure[]) => toldOfTargets(targets, new RollUp(targets, figures).all(), 'p1', YEAR);

describe('figures that units told', () => {
  it('are printed with unit, reckoning and day, and name their events', () => {
    const stock = target('i2', { metric: '技能人才总量', reckoning: 'stock' });
    expect(of([target('i1'), stock], [told('i1', 38_600), told('i2', 4_060_000, { asOf: '2024-12-31', event: 7 })])).toMatchObject([
      { text: '技能培训累计3.86万人次（截至2025年11月30日）', sources: [{ stream: 'item/i1', version: 3 }], undecided: false },
      { text: '技能人才总量406万人次（截至2024年12月31日）', sources: [{ stream: 'item/i2', version: 7 }] },
    ]);
  });

  it('never say 累计 of a rate, and add up none', () => {
    const rate = (itemId: string, more: Partial<RollUpTarget> = {}) => target(itemId, { metric: '就业率', unit: '%', value: 90, ...more });
    const lower = ['e1', 'w1'].map((itemId) => rate(itemId, { planId: 'p2', upper: { itemId: 'i1', targetId: 't1' } }));
    expect(of([rate('i1'), ...lower], [told('i1', 91.5), told('e1', 92), told('w1', 93)])).toMatchObject([{ value: 91.5, text: '就业率91.5%（截至2025年11月30日）', parts: [{ value: 91.5 }] }]);
    expect(of([rate('i1'), ...lower], [told('e1', 92), told('w1', 93)])).toEqual([]);
  });

  it('leave out what nobody told, what was waived, and what came together before the period', () => {
    expect(of([target('i1'), target('i2', { waived: true }), target('i3')], [told('i2', 5), told('i3', 9, { asOf: '2024-11-30' })])).toEqual([]);
  });

  it('trace through lower plans, and say where one thing may have been told twice', () => {
    const lower = (itemId: string, officeUnitId: string): RollUpTarget => target(itemId, { planId: 'p2', officeUnitId, upper: { itemId: 'i1', targetId: 't1' } });
    const up = of([target('i1'), lower('e1', 'east'), lower('w1', 'west')], [told('e1', 700, { event: 4 }), told('w1', 700, { event: 5 })]);
    expect(up).toMatchObject([{ value: 700, undecided: true, parts: [{ unitId: 'east', value: 700 }, { unitId: 'west', value: 700 }], sources: [{ stream: 'item/e1', version: 4 }, { stream: 'item/w1', version: 5 }] }]);
  });

  it('stand in groups by reckoning and unit: nothing is added up', () => {
    const targets = [target('i1'), target('i2', { unit: '人' }), target('i3', { reckoning: 'stock' }), target('i4')];
    const groups = inGroups(of(targets, targets.map((t, i) => told(t.itemId, 100 + i))));
    expect(groups.map((g) => [g.reckoning, g.unit, g.figures.map((f) => f.value)])).toEqual([['stock', '人次', [102]], ['cumulative', '人', [101]], ['cumulative', '人次', [100, 103]]]);
  });

  it('of a survey are those of places looked at in the period', () => {
    const figure = { metric: '职代会', value: 97, unit: '次', reckoning: 'yearly', asOf: null, corrected: [], event: 2 } as const;
    const survey = { id: 's1', places: [{ id: 'p1', name: '松州市', unitId: 'u9' }, { id: 'p2', name: '云岭市', unitId: null }], reports: { p1: { day: '2025-05-06' }, p2: { day: '2026-01-06' } }, figures: [{ id: 'f1', placeId: 'p1', ...figure }, { id: 'f2', placeId: 'p2', ...figure }] } as unknown as SurveyState;
    expect(toldOfSurvey(survey, YEAR)).toMatchObject([{ text: '职代会年度97次', place: { surveyId: 's1', placeId: 'p1', name: '松州市' }, sources: [{ stream: 'survey/s1', version: 2 }] }]);
  });

  it.each([[38_600, '3.86万'], [9_999, '9999'], [120_000_000, '1.2亿'], [1_234_567, '123.4567万'], [12_345_678_901, '1234567.8901万'], [10_000.5, '10000.5']])('%d is printed as %s', (value, text) => {
    expect(of([target('i1')], [told('i1', value)])[0]!.text).toContain(`累计${text}人次`);
  });
});
