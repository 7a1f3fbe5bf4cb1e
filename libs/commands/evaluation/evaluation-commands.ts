import type { EventStore } from '#libs/event-store/event-store';
import type { Json } from '#libs/event-store/json';
import { isDecimal, decimal } from '#libs/scoring/decimal';
import { faultWords } from '#libs/scoring/fault.words';
import { rankAndGrade } from '#libs/scoring/ranking';
import { problemsOnFigures } from '#libs/scoring/scheme.check';
import { classOf, scoreUnit } from '#libs/scoring/score';
import type { Actor } from '#libs/supervision/actor';
import type { ClassRule } from '#libs/supervision/evaluation/classing';
import { EVALUATION } from '#libs/supervision/evaluation/evaluation';
import type { CommandOf, EvaluationCommand } from '#libs/supervision/evaluation/evaluation.commands';
import type { EvidenceRef, SelfScore } from '#libs/supervision/evaluation/evaluation.events';
import { bodiesOf, type EvaluatedUnit, type EvaluationState } from '#libs/supervision/evaluation/evaluation.state';
import { figuresOfUnit } from '#libs/supervision/evaluation/self.figures';
import type { Scheme } from '#libs/supervision/evaluation/scheme';
import type { Adjusted, Judged, ScoreSheet } from '#libs/supervision/evaluation/sheet';
import type { Evidence } from '#libs/supervision/item/item.types';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import type { PlanState } from '#libs/supervision/plan/plan.evolve';
import { notStanding } from '#libs/supervision/plan/plan.withdraw';
import { reject, type Rejection } from '#libs/supervision/rejection';
import type { Clock } from '../clock';
import type { ItemCommands } from '../item-commands';
import { OpenedOver } from '../opened-over';
import type { Outcome, Sender } from '../outcome';
import type { PlanCommands } from '../plan-commands';
import type { Guards, Prepared, ProceedingCommands } from '../proceeding-commands';
import type { Proceedings } from '../proceedings';
import { EvaluationFigures } from './evaluation-figures';
import { hashOfResult } from './material';
import type { SchemeCommands } from './scheme-commands';

/** Evidence as a unit points to it: of an item, or (null) attached in the round. */
export interface EvidencePointer {
  itemId: string | null;
  evidenceId: string;
}

/** A round as it is opened; what follows from the plan and the log is looked up. */
export type OpeningRound = Omit<CommandOf<'openEvaluation'>, 'type' | 'policyId' | 'officeUnitId' | 'supervisingUnitId' | 'conferenceUnitId' | 'figures' | 'classes'>;

/** Commands as they are sent: without what is computed, and evidence by its id. */
export type SentToRound =
  | { type: 'assessSelf'; unitId: string; scores: (Omit<SelfScore, 'evidence'> & { evidence: EvidencePointer[] })[] }
  | { type: 'requestReview'; unitId: string; indicatorIds: string[]; reason: string; evidence: EvidencePointer[] }
  | { type: 'verifyScores'; unitId: string; judged: Judged[] }
  | { type: 'ruleReview'; unitId: string; granted: boolean; reason: string; judged: Judged[] | null; adjusted: Omit<Adjusted, 'name'>[] | null }
  | { type: 'takeFigures' | 'correctResult'; reason: string }
  | { type: 'drawResults' }
  | Omit<CommandOf<'correctScheme'>, 'classes'>
  | CommandOf<'giveFeedback' | 'acceptScore' | 'sign' | 'dissent' | 'substitute' | 'replaceSigner' | 'replaceVerifier' | 'publish' | 'cancelEvaluation'>;

type Refused = { rejected: Rejection };

/** The command handler of evaluation rounds: counts figures, computes scores and ranks, and hands them to the domain with the command. */
export class EvaluationCommands {
  readonly rounds: ProceedingCommands<EvaluationState, EvaluationCommand>;
  readonly figures: EvaluationFigures;
  private readonly opened: OpenedOver;

  constructor(
    store: EventStore,
    proceedings: Proceedings,
    private readonly plans: PlanCommands,
    private readonly items: ItemCommands,
    private readonly schemes: SchemeCommands,
    private readonly clock: Clock,
  ) {
    this.rounds = proceedings.of(EVALUATION);
    this.figures = new EvaluationFigures(store, items, proceedings);
    this.opened = new OpenedOver(store, clock);
  }

  open(id: string, policyId: string, opening: OpeningRound, actor: Actor, sender: Sender): Promise<Outcome<EvaluationState>> {
    const body = { open: id, opening } as unknown as Json;
    return this.rounds.openPrepared(id, policyId, body, async () => {
      const plan = await this.plan(opening.planId);
      if ('rejected' in plan) return plan;
      const found = await this.schemes.version(opening.schemeId, opening.schemeVersion);
      if (found === null || found.of.effectiveFrom > this.clock.now()) return reject('scheme-unknown', { field: 'schemeId' });
      const { schemeId, period, units } = opening;
      const unitIds = units.map((u) => u.unitId);
      const { ids, record } = await this.opened.look(EVALUATION.name, [opening.planId, schemeId, period.from, period.to]);
      const there = await this.evaluatedIn(ids, unitIds);
      if (there) return there;
      const figures = await this.figures.now(plan.state, unitIds, period, true);
      const { officeUnitId, supervisingUnitId, conferenceUnitId } = plan.state;
      const command: EvaluationCommand = { type: 'openEvaluation', ...opening, policyId, officeUnitId, supervisingUnitId, conferenceUnitId, classes: rulesOf(found.of.scheme), figures };
      return { command, guards: [...plan.guards, { stream: found.stream, version: found.head }], streams: [record(id, actor, sender.commandId)] };
    }, actor, sender);
  }

  /** A unit is evaluated once by a scheme over a period: in a round that is under way, or that has published and is corrected. Refused by the first that is evaluated again. */
  private async evaluatedIn(rounds: readonly string[], unitIds: readonly string[]): Promise<Refused | null> {
    for (const round of rounds) {
      const { state } = await this.rounds.load(round);
      if (state === null || state.closed?.how === 'cancelled') continue;
      const again = unitIds.findIndex((u) => Object.hasOwn(state.units, u));
      if (again >= 0) return reject('evaluated-already', { field: `units[${again}].unitId`, details: { title: state.title, evaluationId: state.id, unitId: unitIds[again]! } });
    }
    return null;
  }

  /** Carries a command out; all but the end of a round ask that its plan still stands. */
  execute(id: string, sent: SentToRound, actor: Actor, sender: Sender, ifMatch?: number): Promise<Outcome<EvaluationState>> {
    const body = { id, command: sent, ifMatch: ifMatch ?? null } as unknown as Json;
    return this.rounds.executePrepared(id, body, async (state) => this.prepare(state!, sent), actor, sender, ifMatch);
  }

  async schemeOf(state: Pick<EvaluationState, 'schemeId' | 'schemeVersion'>): Promise<Scheme> {
    const found = await this.schemes.version(state.schemeId, state.schemeVersion);
    if (found === null) throw new Error(`the log holds no version ${state.schemeVersion} of scheme ${state.schemeId}`);
    return found.of.scheme;
  }

  private async prepare(state: EvaluationState, sent: SentToRound): Promise<Prepared<EvaluationCommand> | Refused> {
    if (sent.type === 'cancelEvaluation') return { command: sent };
    const plan = await this.plan(state.planId);
    if ('rejected' in plan) return plan;
    const command = await this.work(state, sent, plan.state);
    return 'rejected' in command ? command : { command, guards: plan.guards };
  }

  private async work(state: EvaluationState, sent: SentToRound, plan: PlanState): Promise<EvaluationCommand | Refused> {
    switch (sent.type) {
      case 'assessSelf':
        return this.assessSelf(state, sent);
      case 'requestReview': {
        const unknown = await this.unknownIndicator(state, sent.unitId, sent.indicatorIds, (i) => `indicatorIds[${i}]`);
        if (unknown) return unknown;
        const evidence = await this.evidenceOf(state, sent.unitId, sent.evidence, 'evidence');
        return 'rejected' in evidence ? evidence : { ...sent, evidence };
      }
      case 'verifyScores': {
        const unit = Object.hasOwn(state.units, sent.unitId) ? state.units[sent.unitId] : undefined;
        if (unit === undefined) return reject('not-evaluated', { field: 'unitId' });
        const scored = await this.score(state, unit, sent.judged);
        return 'rejected' in scored ? scored : { ...sent, sheet: scored };
      }
      case 'ruleReview': {
        const unit = Object.hasOwn(state.units, sent.unitId) ? state.units[sent.unitId] : undefined;
        if (unit === undefined) return reject('not-evaluated', { field: 'unitId' });
        if (!sent.granted) return { ...sent, judged: null, adjusted: [], sheet: null };
        // What persons gave stays where nothing else is said of it: a review may be of computed points alone.
        const judged = sent.judged ?? unit.score?.judged ?? [];
        const scored = await this.score(state, unit, judged, sent.adjusted ?? []);
        if ('rejected' in scored) return scored;
        const { indicators } = classOf(await this.schemeOf(state), unit.classId)!;
        const adjusted = (sent.adjusted ?? []).map((a): Adjusted => ({ ...a, name: indicators.find((i) => i.id === a.indicatorId)!.name }));
        return { ...sent, judged, adjusted, sheet: scored };
      }
      case 'takeFigures':
      case 'correctResult':
        return { ...sent, figures: await this.figures.now(plan, Object.keys(state.units), state.period, true) };
      case 'correctScheme':
        return this.correction(state, sent);
      case 'drawResults': {
        const rows = rankAndGrade(await this.schemeOf(state), totalsOf(state));
        return { ...sent, rows, hash: hashOfResult(state, rows) };
      }
      default:
        return sent;
    }
  }

  /** The round goes on by a version of its scheme that is there, in force, and computes what this one may not. */
  private async correction(state: EvaluationState, sent: Extract<SentToRound, { type: 'correctScheme' }>): Promise<EvaluationCommand | Refused> {
    const found = await this.schemes.version(state.schemeId, sent.schemeVersion);
    if (found === null || found.of.effectiveFrom > this.clock.now()) return reject('scheme-unknown', { field: 'schemeVersion' });
    const { scheme } = found.of;
    const faults = problemsOnFigures(scheme, Object.values(state.units).map((u) => figuresOfUnit(state, u)));
    return faults.length === 0 ? { ...sent, classes: rulesOf(scheme) } : reject('score-invalid', { fields: faults.map((f) => ({ ...f, field: `scheme.${f.field}` })) });
  }

  /** The unit's score sheet by what a person gave; refused with each field that is not as the scheme has it. */
  private async score(state: EvaluationState, unit: EvaluatedUnit, judged: readonly Judged[], adjusted: readonly Omit<Adjusted, 'name'>[] = []): Promise<ScoreSheet | Refused> {
    const bad = judged.findIndex((j) => !isDecimal(j.score));
    if (bad >= 0) return reject('value-invalid', { field: `judged[${bad}].score`, details: { value: judged[bad]!.score } });
    const wrong = adjusted.findIndex((a) => !isDecimal(a.points));
    if (wrong >= 0) return reject('value-invalid', { field: `adjusted[${wrong}].points`, details: { value: adjusted[wrong]!.points } });
    const scheme = await this.schemeOf(state);
    const scored = scoreUnit(scheme, classOf(scheme, unit.classId)!, figuresOfUnit(state, unit), judged, adjusted);
    if ('sheet' in scored) return scored.sheet;
    return reject('score-invalid', { fields: scored.faults.map((f) => ({ field: `${adjusted.some((a) => a.indicatorId === f.indicatorId) ? 'adjusted' : 'judged'}.${f.indicatorId}`, ...faultWords(f) })) });
  }

  private async assessSelf(state: EvaluationState, sent: Extract<SentToRound, { type: 'assessSelf' }>): Promise<EvaluationCommand | Refused> {
    const unknown = await this.unknownIndicator(state, sent.unitId, sent.scores.map((s) => s.indicatorId), (i) => `scores[${i}].indicatorId`);
    if (unknown) return unknown;
    const indicators = classOf(await this.schemeOf(state), state.units[sent.unitId]!.classId)!.indicators;
    const scores: SelfScore[] = [];
    for (const [i, score] of sent.scores.entries()) {
      const most = indicators.find((x) => x.id === score.indicatorId)!.points;
      if (!isDecimal(score.score) || decimal(score.score).lt(0) || decimal(score.score).gt(decimal(most))) return reject('value-invalid', { field: `scores[${i}].score`, details: { value: score.score } });
      const evidence = await this.evidenceOf(state, sent.unitId, score.evidence, `scores[${i}].evidence`);
      if ('rejected' in evidence) return evidence;
      scores.push({ ...score, evidence });
    }
    return { ...sent, scores };
  }

  private async unknownIndicator(state: EvaluationState, unitId: string, indicatorIds: readonly string[], field: (i: number) => string): Promise<Refused | null> {
    const unit = Object.hasOwn(state.units, unitId) ? state.units[unitId] : undefined;
    if (unit === undefined) return reject('not-evaluated', { field: 'unitId' });
    const known = classOf(await this.schemeOf(state), unit.classId)!.indicators.map((i) => i.id);
    const stray = indicatorIds.findIndex((id) => !known.includes(id));
    return stray < 0 ? null : reject('indicator-unknown', { field: field(stray), details: { name: indicatorIds[stray]! } });
  }

  /** Evidence lies in items and in the round: the unit points to its own there, or who answers for it to theirs, and what is recorded is the hash of its bytes as they were kept. */
  private async evidenceOf(state: EvaluationState, unitId: string, pointers: readonly EvidencePointer[], field: string): Promise<EvidenceRef[] | Refused> {
    const refs: EvidenceRef[] = [];
    const bodies = bodiesOf(state.units[unitId]!);
    for (const [i, { itemId, evidenceId }] of pointers.entries()) {
      const evidence = itemId === null ? own(state.evidence, evidenceId) : await this.ofItem(itemId, evidenceId, bodies);
      if (!evidence) return reject('evidence-unknown', { field: `${field}[${i}]`, details: { id: evidenceId } });
      refs.push({ itemId, evidenceId, name: evidence.name, sha256: evidence.sha256 });
    }
    return refs;
  }

  private async ofItem(itemId: string, evidenceId: string, unitIds: readonly string[]): Promise<Evidence | undefined> {
    const { state: item } = await this.items.load(itemId);
    const evidence = item ? own(item.evidence, evidenceId) : undefined;
    return evidence && unitIds.includes(item!.assignments[evidence.assignmentId]?.unitId ?? '') ? evidence : undefined;
  }

  /** The plan that a round belongs to, as long as it stands. */
  private async plan(planId: string): Promise<{ state: PlanState; guards: Guards } | Refused> {
    const { state, version } = await this.plans.load(planId);
    if (state === null) return reject('not-found', { field: 'planId' });
    return notStanding(state, 'planId') ?? { state, guards: [{ stream: PLAN_STREAM + planId, version }] };
  }
}

function own<T>(all: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(all, id) ? all[id] : undefined;
}

function rulesOf({ classes }: Scheme): ClassRule[] {
  return classes.map(({ id, name, when }) => ({ id, name, when: when ?? null }));
}

export function totalsOf(state: Pick<EvaluationState, 'units'>): { unitId: string; classId: string; total: string }[] {
  return Object.values(state.units).flatMap(({ unitId, classId, score }) => (score === null ? [] : [{ unitId, classId, total: score.sheet.total }]));
}
