import type { EventStore } from '#libs/event-store/event-store';
import { faultWords } from '#libs/scoring/fault.words';
import { readFormula } from '#libs/scoring/formula';
import { rankAndGrade } from '#libs/scoring/ranking';
import { classOf, scoreUnit, type ScoringFault } from '#libs/scoring/score';
import { classedOr, classesFor, putInClasses, toClass, type ToClass, type Unclassed } from '#libs/supervision/evaluation/classing';
import { EVALUATION } from '#libs/supervision/evaluation/evaluation';
import type { EvaluationState } from '#libs/supervision/evaluation/evaluation.state';
import { decimal } from '#libs/scoring/decimal';
import { figuresOfUnit, NO_SELF_FIGURES } from '#libs/supervision/evaluation/self.figures';
import type { DecimalText, Indicator, Scheme, SchemeClass } from '#libs/supervision/evaluation/scheme';
import type { Adjusted, Figure, Judged, ResultRow, ScoreSheet, SheetLine } from '#libs/supervision/evaluation/sheet';
import type { PlanState } from '#libs/supervision/plan/plan.evolve';
import { reject, type Rejection } from '#libs/supervision/rejection';
import type { Roster } from '#libs/supervision/roster/roster';
import type { UnitTraits } from '#libs/supervision/roster/unit-traits';
import type { Day } from '#libs/supervision/time/day';
import type { Clock } from '../clock';
import { recordedEvents } from '../recorded-events';
import type { EvaluationCommands } from './evaluation-commands';
import { livingUnits, unsoundScheme } from './scheme-commands';
import { asStored, recomputeRound, type Recomputed } from './recompute';

/** A unit's place now and under another scheme. */
export interface WhatIfRow {
  unitId: string;
  classId: string;
  before: { total: DecimalText; rank: number; grade: string } | null;
  after: { total: DecimalText; rank: number; grade: string } | null;
  /** Indicators that a person would have to score: counted as nothing. */
  unscored: string[];
  faults: { indicatorId: string; zh: string; en: string }[];
}

/** What a scheme gives before it is set. */
export interface DryRun {
  rows: (WhatIfRow & { sheet: ScoreSheet | null })[];
  /** Units that meet the conditions of several classes or of none: of those asked about all, of others those that meet several. */
  unclassed: Omit<Unclassed, 'index'>[];
}

/** A line of a sheet with what it was made of. */
export interface ExplainedLine extends SheetLine {
  name: string;
  most: DecimalText;
  formula: string | null;
  doubledWhen: string | null;
  figures: Figure[];
  judged: Judged | null;
  adjusted: Adjusted | null;
}

/** Looks at rounds and schemes, and changes nothing. */
export class EvaluationChecks {
  constructor(
    private readonly store: EventStore,
    private readonly evaluations: EvaluationCommands,
    private readonly roster: () => Promise<Roster>,
    private readonly clock: Clock,
  ) {}

  /**
   * Computes a round again from the log, figures, sheets, ranks and the hash that was signed, and compares every digit with what was
   * recorded. Null where there is no such round.
   */
  async recompute(id: string): Promise<Recomputed | null> {
    const events = await this.store.readStream(`${EVALUATION.name}/${id}`);
    if (events.length === 0) return null;
    const { evaluations } = this;
    return recomputeRound(id, events.map(asStored), {
      schemeOf: (state) => evaluations.schemeOf(state),
      figuresAt: (streams, unitIds, period) => evaluations.figures.at(streams, unitIds, period),
    });
  }

  /** The round's own inputs under another scheme: who would stand where, in the class that its traits put it into there. */
  async whatIf(state: EvaluationState, scheme: Scheme): Promise<WhatIfRow[] | { rejected: Rejection }> {
    const unsound = unsoundScheme(scheme);
    if (unsound) return unsound;
    const units = Object.values(state.units);
    const { units: named } = await this.roster();
    const byTraits = (traits: UnitTraits): boolean => classesFor(scheme.classes, traits).length > 0;
    const classed = classedOr(scheme.classes, units.map(({ unitId, classId, traits }) => ({ unitId, classId: byTraits(traits) ? null : classId, traits, name: named[unitId]?.name ?? unitId })), () => 'scheme.classes');
    if ('rejected' in classed) return classed;
    const scored = units.map((u, i) => ({ u, classId: classed[i]!.classId, ...scoredAsFarAs(scheme, classed[i]!.classId, figuresOfUnit(state, u), u.score?.judged ?? [], u.score?.adjusted ?? []) }));
    const after = ranked(scheme, scored.map(({ u, classId, sheet }) => ({ unitId: u.unitId, classId, sheet })));
    return scored.map(({ u, classId, unscored, faults }) => {
      const row = state.result?.rows.find((r) => r.unitId === u.unitId);
      return { unitId: u.unitId, classId, before: row ? place(row) : null, after: after.get(u.unitId) ?? null, unscored, faults };
    });
  }

  /** A scheme on current data, before it is set: what its formulas give for these units, and who of them and of all others belongs to no one class. */
  async dryRun(scheme: Scheme, plan: PlanState, units: readonly ToClass[], period: { from: Day; to: Day }): Promise<DryRun | { rejected: Rejection }> {
    const stray = units.findIndex((u) => u.classId !== null && classOf(scheme, u.classId) === undefined);
    if (stray >= 0) return reject('class-unknown', { field: `units[${stray}].classId`, details: { name: units[stray]!.classId! } });
    const roster = await this.roster();
    const { classed, unclassed } = putInClasses(scheme.classes, toClass(roster, units, this.clock.now()));
    const { units: counted } = await this.evaluations.figures.now(plan, classed.map((u) => u.unitId), period, false);
    const scored = classed.map((u, i) => ({ ...u, ...scoredAsFarAs(scheme, u.classId, [...counted[i]!.figures, ...NO_SELF_FIGURES], []) }));
    const after = ranked(scheme, scored);
    const others = livingUnits(roster).filter(({ unitId }) => !units.some((u) => u.unitId === unitId));
    const twice = putInClasses(scheme.classes, others.map((u) => ({ ...u, classId: null }))).unclassed.filter((u) => u.classIds.length > 1);
    return {
      rows: scored.map(({ unitId, classId, sheet, unscored, faults }) => ({ unitId, classId, before: null, after: after.get(unitId) ?? null, unscored, faults, sheet })),
      unclassed: [...unclassed, ...twice].map(({ unitId, name, classIds, zh, en }) => ({ unitId, name, classIds, zh, en })),
    };
  }

  /** One unit's score, line by line, each with its figures and the events that they were counted from. Null where it is not evaluated or not scored. */
  async explain(state: EvaluationState, unitId: string): Promise<{ sheet: ScoreSheet; lines: ExplainedLine[] } | null> {
    const unit = Object.hasOwn(state.units, unitId) ? state.units[unitId] : undefined;
    if (!unit?.score) return null;
    const { sheet, judged, adjusted } = unit.score;
    const { indicators } = classOf(await this.evaluations.schemeOf(state), unit.classId)!;
    const lines = sheet.lines.map((line): ExplainedLine => {
      const { name, points, formula, doubledWhen } = indicators.find((i) => i.id === line.indicatorId)!;
      const named = new Set([formula, doubledWhen].flatMap((text) => (text === null ? [] : readFormula(text).names)));
      return { ...line, name, most: points, formula, doubledWhen, figures: figuresOfUnit(state, unit).filter((f) => named.has(f.name)), judged: judged.find((j) => j.indicatorId === line.indicatorId) ?? null, adjusted: adjusted.find((a) => a.indicatorId === line.indicatorId) ?? null };
    });
    return { sheet, lines };
  }

  /** What the events are that a score was counted from, by their names (`item/<id>@<version>`, `inspection/<id>@<version>`, …). */
  events(refs: readonly string[]): Promise<{ ref: string; type: string; at: string }[]> {
    return recordedEvents(this.store, refs);
  }
}

/** An adjustment speaks of a computed indicator and lies within its points: of any other it says nothing. */
function fitting({ indicators }: SchemeClass, { indicatorId, points }: Adjusted): boolean {
  const indicator = indicators.find((i) => i.id === indicatorId);
  return indicator !== undefined && indicator.formula !== null && decimal(points).lte(decimal(indicator.points));
}

/** Scored with what is there: what a person would have to give counts as nothing, and what the scheme does not have is left out. */
function scoredAsFarAs(scheme: Scheme, classId: string, figures: readonly Figure[], judged: readonly Judged[], adjusted: readonly Adjusted[] = []): { sheet: ScoreSheet | null; unscored: string[]; faults: WhatIfRow['faults'] } {
  const of = classOf(scheme, classId)!;
  const asked = of.indicators.filter((i) => i.formula === null);
  const given = asked.map((i): [Indicator, Judged | undefined] => [i, judged.find((j) => j.indicatorId === i.id)]);
  const unscored = given.filter(([, j]) => j === undefined).map(([i]) => i.id);
  const scored = scoreUnit(scheme, of, figures, given.map(([i, j]) => j ?? { indicatorId: i.id, score: '0', reason: '' }), adjusted.filter((a) => fitting(of, a)));
  if ('sheet' in scored) return { sheet: scored.sheet, unscored, faults: [] };
  return { sheet: null, unscored, faults: scored.faults.map((f: ScoringFault) => ({ indicatorId: f.indicatorId, ...faultWords(f) })) };
}

function place({ total, rank, grade }: ResultRow): { total: DecimalText; rank: number; grade: string } {
  return { total, rank, grade };
}

function ranked(scheme: Scheme, rows: readonly { unitId: string; classId: string; sheet: ScoreSheet | null }[]): Map<string, ReturnType<typeof place>> {
  const totals = rows.flatMap(({ unitId, classId, sheet }) => (sheet === null ? [] : [{ unitId, classId, total: sheet.total }]));
  return new Map(rankAndGrade(scheme, totals).map((row) => [row.unitId, place(row)]));
}
