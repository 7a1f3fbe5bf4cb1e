import fc from 'fast-check';
import { aScheme } from '#libs/scoring/testing/a-scheme';
import { rankAndGrade } from '#libs/scoring/ranking';
import { classOf, scoreUnit, withRates } from '#libs/scoring/score';
import type { FiguresOf } from '#libs/supervision/evaluation/evaluation.events';
import type { EvaluationCommand } from '#libs/supervision/evaluation/evaluation.commands';
import type { EvaluationState } from '#libs/supervision/evaluation/evaluation.state';
import { countFigures, type Counted } from '#libs/supervision/evaluation/figures';
import type { Scheme } from '#libs/supervision/evaluation/scheme';
import type { ScoreSheet } from '#libs/supervision/evaluation/sheet';
import type { DomainEvent } from '#libs/supervision/event';
import { OFFICE, opened, seen, verifierOf, type Round } from '#libs/supervision/testing/evaluation';
import { draws, play, setting } from '#libs/supervision/testing/people';
import { of } from '#libs/supervision/testing/world';
import { times } from '#libs/supervision/testing/times';
import { hashOfResult } from './material';
import { recomputeRound, type RestsOn, type Stored } from './recompute';

const UNITS = ['union', 'lead', 'second'];
const PERIOD = { from: '2026-01-01', to: '2026-12-31' };

/** Weights drawn so that they add up; formulas over every kind of figure; any rounding. */
const schemes: fc.Arbitrary<Scheme> = fc
  .record({ decimals: fc.integer({ min: 0, max: 4 }), rounding: fc.constantFrom('halfUp' as const, 'halfEven' as const, 'down' as const), weight: fc.integer({ min: 1, max: 59 }), quota: fc.constantFrom(null, '30', '50'), formula: fc.constantFrom('onTimeRate', 'completionRate', 'targetRate', 'findingsInTimeRate', 'lateCount == 0 ? 1 : 1 / (1 + lateCount)') })
  .map(({ decimals, rounding, weight, quota, formula }) => {
    const base = aScheme();
    const [timely, targets, ...rest] = base.classes[0]!.indicators;
    const indicators = [{ ...timely!, points: String(weight), formula: `${weight} * (${formula})` }, { ...targets!, points: String(60 - weight), formula: `targetRate * ${60 - weight}` }, ...rest];
    const grades = base.grades.map((g, i) => (i === 0 ? { ...g, quotaPercent: quota } : g));
    return { ...base, decimals, rounding, grades, classes: base.classes.map((c) => ({ ...c, indicators })) };
  });

/** A round over what people did to an item, scored by the arithmetic that commands use, up to its result. */
function aRound(scheme: Scheme, counted: Counted, qualities: readonly number[]): { round: Round; figures: FiguresOf[] } {
  const figures = countFigures(counted, UNITS, PERIOD).map(({ unitId, figures: f }) => ({ unitId, figures: withRates(f) }));
  let round = opened({ period: PERIOD, figures: { units: figures, items: counted.items.map(({ itemId, events }) => ({ itemId, version: events.length })) } });
  UNITS.forEach((unitId, i) => {
    const judged = [{ indicatorId: 'quality', score: (qualities[i]! / 1000).toFixed(3), reason: '核验' }, { indicatorId: 'innovation', score: '1.005', reason: '核验' }];
    const scored = scoreUnit(scheme, classOf(scheme, 'departments')!, round.state.units[unitId]!.figures, judged);
    if (!('sheet' in scored)) throw new Error(JSON.stringify(scored));
    round = round.and('2026-03-03', of(unitId), { type: 'assessSelf', unitId, scores: [] }).and('2026-03-11', verifierOf(round, unitId), { type: 'verifyScores', unitId, judged, sheet: scored.sheet });
  });
  round = round.and('2026-03-12', OFFICE, { type: 'giveFeedback', unitIds: UNITS });
  for (const unitId of UNITS) round = round.and('2026-03-12', of(unitId), { type: 'acceptScore', unitId });
  const rows = rankAndGrade(scheme, UNITS.map((unitId) => ({ unitId, classId: 'departments', total: round.state.units[unitId]!.score!.sheet.total })));
  return { round: round.and('2026-03-13', OFFICE, { type: 'drawResults', rows, hash: hashOfResult(round.state, rows) }), figures };
}

const fromJson = (events: readonly DomainEvent[]): Stored[] => (JSON.parse(JSON.stringify(events)) as DomainEvent[]).map((event, i) => ({ version: i + 1, event }));
const restingOn = (scheme: Scheme, counted: Counted): RestsOn => ({
  schemeOf: (_: EvaluationState) => Promise.resolve(scheme),
  figuresAt: ({ items }, unitIds, period) =>
    Promise.resolve(countFigures({ items: counted.items.map((c) => ({ ...c, events: c.events.slice(0, items.find((i) => i.itemId === c.itemId)!.version) })), proceedings: [] }, unitIds, period).map(({ unitId, figures }) => ({ unitId, figures: withRates(figures) }))),
});

/** Every decimal in what was scored, by its path. */
function digitsOf(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value === 'string') return /^\d+(\.\d+)?$/.test(value) ? [path] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([k, v]) => digitsOf(v, [...path, Array.isArray(value) ? Number(k) : k]));
}
function changed(value: unknown, [first, ...rest]: readonly (string | number)[]): unknown {
  if (first === undefined) return `${String(value).slice(0, -1)}${String(value).endsWith('9') ? '8' : '9'}`;
  if (Array.isArray(value)) return value.map((v, i) => (i === first ? changed(v, rest) : (v as unknown)));
  return { ...(value as object), [first]: changed((value as Record<string, unknown>)[first], rest) };
}

describe('a round that is computed again from JSON of the log', () => {
  it('equals what was recorded to the last digit, whatever people did and whatever the scheme', async () => {
    await fc.assert(
      fc.asyncProperty(setting, draws, schemes, fc.array(fc.integer({ min: 0, max: 40_000 }), { minLength: 3, maxLength: 3 }), async (s, ds, scheme, qualities) => {
        // What came later changes nothing in what was counted.
        const later = play(s, ds).events;
        const counted: Counted = { items: [{ itemId: 'i1', events: later.slice(0, Math.max(1, later.length - 3)) }], proceedings: [] };
        const { round } = aRound(scheme, counted, qualities);
        const again = await recomputeRound('x1', fromJson(round.events), restingOn(scheme, { ...counted, items: [{ itemId: 'i1', events: later }] }));
        expect(again.differences).toEqual([]);
        expect(again.compared).toBeGreaterThan(3 * 30);
      }),
      times(20),
    );
  });

  it('finds any one digit that was changed, in a figure, a sheet, a rank or a total, and names its event', async () => {
    await fc.assert(
      fc.asyncProperty(schemes, fc.nat(), fc.constantFrom('FiguresTaken', 'ScoresVerified', 'ResultsDrawn'), async (scheme, n, type) => {
        const counted: Counted = { items: [], proceedings: [] };
        const { round } = aRound(scheme, counted, [35_000, 30_500, 30_500]);
        const stored = fromJson(round.events);
        const at = stored.findIndex((x) => x.event.type === type);
        const part = { FiguresTaken: 'units', ScoresVerified: 'sheet', ResultsDrawn: 'rows' }[type]!;
        const data = stored[at]!.event.data as Record<string, unknown>;
        const paths = digitsOf(data[part]);
        const forged = { ...data, [part]: changed(data[part], paths[n % paths.length]!) };
        const planted = stored.map((x, i) => (i === at ? { ...x, event: { ...x.event, data: forged } as DomainEvent } : x));
        const found = await recomputeRound('x1', planted, restingOn(scheme, counted));
        expect(found.equal).toBe(false);
        expect(found.differences[0]).toMatchObject({ event: `evaluation/x1@${at + 1}` });
      }),
      times(60),
    );
  });

  it('equals what was published after a correction that was dropped and begun again', async () => {
    const scheme = aScheme();
    const AT = '2026-03-16';
    const figures = countFigures({ items: [], proceedings: [] }, UNITS, PERIOD).map(({ unitId, figures: f }) => ({ unitId, figures: withRates(f) }));
    const late = figures.map((u) => ({ ...u, figures: u.figures.map((f) => (f.name === 'lateCount' && u.unitId === 'lead' ? { ...f, value: '3' } : f)) }));
    const verified = (round: Round, unitId: string, score: string): Round => {
      const judged = [{ indicatorId: 'quality', score, reason: '核验' }, { indicatorId: 'innovation', score: '1', reason: '核验' }];
      const scored = scoreUnit(scheme, classOf(scheme, 'departments')!, round.state.units[unitId]!.figures, judged);
      if (!('sheet' in scored)) throw new Error(JSON.stringify(scored));
      return round.and(AT, verifierOf(round, unitId), { type: 'verifyScores', unitId, judged, sheet: scored.sheet }).and(AT, OFFICE, { type: 'giveFeedback', unitIds: [unitId] }).and(AT, of(unitId), { type: 'acceptScore', unitId });
    };
    const published = (round: Round): Round => {
      const rows = rankAndGrade(scheme, UNITS.map((unitId) => ({ unitId, classId: 'departments', total: round.state.units[unitId]!.score!.sheet.total })));
      let next = round.and(AT, OFFICE, { type: 'drawResults', rows, hash: hashOfResult(round.state, rows) });
      for (const [requestId, by] of [['s1', of('helper', 4)], ['s2', of('other', 7)], ['approval', of('conference', 7)]] as const) next = next.and(AT, by, { type: 'sign', requestId, seen: seen(next) });
      next = next.and(AT, OFFICE, { type: 'publish', text: '通报如下' });
      return next.and(AT, of('office', 2), { type: 'signPaper', paperId: Object.keys(next.state.papers).at(-1)! });
    };
    let round = opened({ period: PERIOD, figures: { units: figures, items: [{ itemId: 'i1', version: 3 }] } });
    for (const unitId of UNITS) round = verified(round.and('2026-03-03', of(unitId), { type: 'assessSelf', unitId, scores: [] }), unitId, '30');
    const correct: EvaluationCommand = { type: 'correctResult', reason: '逾期认定已撤销', figures: { units: late, items: [{ itemId: 'i1', version: 9 }] } };
    round = published(round).and(AT, OFFICE, correct);
    round = verified(round, 'lead', '35').and(AT, OFFICE, { type: 'cancelEvaluation', reason: '经核不成立' });
    expect(round.state.units['lead']).toMatchObject({ stage: 'settled', score: { sheet: { total: round.state.publications[0]!.result.rows.find((r) => r.unitId === 'lead')!.total } } });
    round = round.and(AT, OFFICE, correct);
    expect(round.state).toMatchObject({ result: null, units: { lead: { stage: 'assessed' } } });
    round = published(verified(round, 'lead', '36'));
    const found = await recomputeRound('x1', fromJson(round.events), { schemeOf: () => Promise.resolve(scheme), figuresAt: ({ items }) => Promise.resolve(items[0]!.version === 3 ? figures : late) });
    expect(found.differences).toEqual([]);
  });

  it('tells an auditor what each signer saw and what reviews adjusted; a forged adjustment or signature is found', async () => {
    const scheme = aScheme();
    const judged = [{ indicatorId: 'quality', score: '30', reason: '核验' }, { indicatorId: 'innovation', score: '1', reason: '核验' }];
    const figures = countFigures({ items: [], proceedings: [] }, UNITS, PERIOD).map(({ unitId, figures: f }) => ({ unitId, figures: withRates(f) }));
    const sheetOf = (adjusted: { indicatorId: string; points: string }[] = []): ScoreSheet => {
      const scored = scoreUnit(scheme, classOf(scheme, 'departments')!, figures[0]!.figures, judged, adjusted);
      if (!('sheet' in scored)) throw new Error(JSON.stringify(scored));
      return scored.sheet;
    };
    const evidence = [{ itemId: 'i1', evidenceId: 'e1', name: '总结.pdf', sha256: 'abc1' }];
    let round = opened({ period: PERIOD, figures: { units: figures, items: [{ itemId: 'i1', version: 7 }], proceedings: [{ stream: 'meeting/m1', version: 4 }] } });
    for (const unitId of UNITS) round = round.and('2026-03-03', of(unitId), { type: 'assessSelf', unitId, scores: unitId === 'lead' ? [{ indicatorId: 'quality', score: '40', text: '自评', evidence }] : [] }).and('2026-03-11', verifierOf(round, unitId), { type: 'verifyScores', unitId, judged, sheet: sheetOf() });
    round = round.and('2026-03-12', OFFICE, { type: 'giveFeedback', unitIds: UNITS }).and('2026-03-12', of('union'), { type: 'acceptScore', unitId: 'union' }).and('2026-03-12', of('second'), { type: 'acceptScore', unitId: 'second' });
    round = round.and('2026-03-12', of('lead'), { type: 'requestReview', unitId: 'lead', indicatorIds: ['timely'], reason: '系统故障', evidence: [] });
    const reviewer = of(round.state.units['lead']!.reviewerUnitId, 4);
    round = round.and('2026-03-13', reviewer, { type: 'ruleReview', unitId: 'lead', granted: true, reason: '属实', judged, adjusted: [{ indicatorId: 'timely', name: '按期完成', points: '35.5', reason: '故障属实' }], sheet: sheetOf([{ indicatorId: 'timely', points: '35.5' }]) });
    const rows = rankAndGrade(scheme, UNITS.map((unitId) => ({ unitId, classId: 'departments', total: round.state.units[unitId]!.score!.sheet.total })));
    round = round.and('2026-03-16', OFFICE, { type: 'drawResults', rows, hash: hashOfResult(round.state, rows) });
    const saw = { material: 1, hash: round.state.result!.hash };
    round = round.and('2026-03-16', of('helper', 4), { type: 'sign', requestId: 's1', seen: saw }).and('2026-03-16', of('other', 7), { type: 'dissent', requestId: 's2', seen: saw, reason: '偏高', unitIds: ['second'] });

    const on: RestsOn = { schemeOf: () => Promise.resolve(scheme), figuresAt: () => Promise.resolve(figures) };
    const found = await recomputeRound('x1', fromJson(round.events), on);
    expect(found).toMatchObject({ equal: true, adjustments: [{ unitId: 'lead', indicatorId: 'timely', computed: '40.00', points: '35.5', reason: '故障属实', personId: reviewer.kind === 'person' ? reviewer.personId : '' }] });
    expect(found.seen).toMatchObject([
      { act: 'cosign', requestId: 's1', personId: 'helper-4', ...saw, versions: ['item/i1@7', 'meeting/m1@4'], evidence: [{ unitId: 'lead', name: '总结.pdf', sha256: 'abc1' }], stale: true },
      { act: 'dissent', requestId: 's2', personId: 'other-7', ...saw, evidence: [{ sha256: 'abc1' }], stale: true },
    ]);
    for (const [type, change] of [['ReviewRuled', { adjusted: [{ indicatorId: 'timely', name: '按期完成', points: '36.5', reason: '故障属实' }] }], ['ResultSigned', { hash: 'forged' }]] as const) {
      const at = fromJson(round.events).findIndex((x) => x.event.type === type);
      const planted = fromJson(round.events).map((x, i) => (i === at ? { ...x, event: { ...x.event, data: { ...(x.event.data as object), ...change } } as DomainEvent } : x));
      expect((await recomputeRound('x1', planted, on)).differences[0]).toMatchObject({ event: `evaluation/x1@${at + 1}` });
    }
  });
});
