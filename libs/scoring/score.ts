import type { DecimalText, Indicator, Scheme, SchemeClass } from '#libs/supervision/evaluation/scheme';
import type { Adjusted, Figure, Judged, ScoreSheet, SheetLine } from '#libs/supervision/evaluation/sheet';
import { RATES } from '#libs/supervision/evaluation/figure.names';
import { Dec, decimal, plain, rounded, roundedUpTo, sum, within } from './decimal';
import { FormulaError, holdsBy, pointsBy, readFormula, type FormulaFault } from './formula';

/** Why a unit cannot be scored by a scheme as it is. */
export type ScoringFault = { indicatorId: string } & (FormulaFault | { kind: 'not-scored' } | { kind: 'score-out-of-range'; most: DecimalText } | { kind: 'not-judged' } | { kind: 'not-computed' });

const NOTHING = new Dec(0);

/** Decimals of a rate. */
const RATE_DECIMALS = 6;

/** Adds the rates to counted figures. A rate comes from the events of both counts. */
export function withRates(counted: readonly Figure[]): Figure[] {
  const by = new Map(counted.map((f) => [f.name, f]));
  const rates = RATES.map(({ name, of, among }): Figure => {
    const all = sum(among.map((n) => decimal(by.get(n)?.value ?? '0')));
    const value = all.isZero() ? '1' : plain(new Dec(rounded(decimal(by.get(of)?.value ?? '0').div(all), RATE_DECIMALS, 'halfUp')));
    const events = [...new Set([of, ...among].flatMap((n) => by.get(n)?.events ?? []))];
    return { name, value, events };
  });
  return [...counted, ...rates];
}

export function figureValues(figures: readonly Figure[]): Map<string, Dec> {
  return new Map(figures.map((f) => [f.name, decimal(f.value)]));
}

export function classOf(scheme: Scheme, classId: string): SchemeClass | undefined {
  return scheme.classes.find((c) => c.id === classId);
}

/**
 * Scores one unit: each line from its formula or from a person, doubled where its condition holds, within its points, rounded; then
 * base plus bonuses minus penalties, each within its cap, never below nothing. The same inputs give the same digits for ever.
 *
 * @param judged scores that persons gave; one for each indicator without a formula, none for others
 * @param adjusted points that a granted review counts in place of what a formula gave; at most one for each indicator with a formula
 */
export function scoreUnit(scheme: Scheme, of: SchemeClass, figures: readonly Figure[], judged: readonly Judged[], adjusted: readonly Pick<Adjusted, 'indicatorId' | 'points'>[] = []): { sheet: ScoreSheet } | { faults: ScoringFault[] } {
  const values = figureValues(figures);
  const faults: ScoringFault[] = [];
  const stray = judged.filter((j) => !of.indicators.some((i) => i.id === j.indicatorId && i.formula === null));
  faults.push(...stray.map((j) => ({ indicatorId: j.indicatorId, kind: 'not-judged' as const })));
  const wrong = adjusted.filter((a, i) => !of.indicators.some((x) => x.id === a.indicatorId && x.formula !== null) || adjusted.findIndex((x) => x.indicatorId === a.indicatorId) !== i);
  faults.push(...wrong.map((a) => ({ indicatorId: a.indicatorId, kind: 'not-computed' as const })));
  const lines: SheetLine[] = [];
  for (const indicator of of.indicators) {
    try {
      const line = lineOf(scheme, indicator, values, judged, adjusted);
      if ('kind' in line && 'raw' in line) lines.push(line);
      else faults.push(line);
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      faults.push({ indicatorId: indicator.id, ...error.fault });
    }
  }
  return faults.length > 0 ? { faults } : { sheet: sheetOf(scheme, of, lines) };
}

function lineOf(scheme: Scheme, indicator: Indicator, values: ReadonlyMap<string, Dec>, judged: readonly Judged[], adjusted: readonly Pick<Adjusted, 'indicatorId' | 'points'>[]): SheetLine | ScoringFault {
  const { id, kind, formula, doubledWhen } = indicator;
  const most = decimal(indicator.points);
  let raw: Dec;
  if (formula !== null) {
    raw = pointsBy(readFormula(formula), values);
  } else {
    const given = judged.filter((j) => j.indicatorId === id);
    if (given.length !== 1) return { indicatorId: id, kind: 'not-scored' };
    raw = decimal(given[0]!.score);
    if (raw.lt(NOTHING) || raw.gt(most)) return { indicatorId: id, kind: 'score-out-of-range', most: indicator.points };
  }
  const doubled = doubledWhen !== null && holdsBy(readFormula(doubledWhen), values);
  const told = (value: Dec): DecimalText => roundedUpTo(most, within(value, NOTHING, most), scheme.decimals, scheme.rounding);
  const points = told(doubled ? raw.times(2) : raw);
  const instead = formula === null ? undefined : adjusted.find((a) => a.indicatorId === id);
  if (instead === undefined) return { indicatorId: id, kind, raw: plain(raw), doubled, points };
  const ruled = decimal(instead.points);
  if (ruled.lt(NOTHING) || ruled.gt(most)) return { indicatorId: id, kind: 'score-out-of-range', most: indicator.points };
  return { indicatorId: id, kind, raw: plain(raw), doubled, points: told(ruled), computed: points };
}

function sheetOf(scheme: Scheme, of: SchemeClass, lines: SheetLine[]): ScoreSheet {
  const all = (kind: SheetLine['kind']): Dec => sum(lines.filter((l) => l.kind === kind).map((l) => new Dec(l.points)));
  const told = (value: Dec): DecimalText => rounded(value, scheme.decimals, scheme.rounding);
  const capped = (value: Dec, cap: DecimalText | null): DecimalText => (cap === null ? told(value) : roundedUpTo(decimal(cap), Dec.min(value, decimal(cap)), scheme.decimals, scheme.rounding));
  const base = told(all('weighted'));
  const bonus = capped(all('bonus'), of.bonusCap);
  const penalty = capped(all('penalty'), of.penaltyCap);
  // Lines and caps are told first: the total is that of the numbers that are read.
  return { lines, base, bonus, penalty, total: told(Dec.max(new Dec(base).plus(bonus).minus(penalty), NOTHING)) };
}
