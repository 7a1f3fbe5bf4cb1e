import { handsOf } from '../actor';
import type { NewDomainEvent } from '../event';
import { drawUp } from '../proceeding/papers';
import { isOffice, personOf, says, unitOf } from '../proceeding/acting';
import type { ProceedingContext, ProceedingDecision } from '../proceeding/proceeding';
import { reject, type Rejection } from '../rejection';
import { spanAt } from '../rules';
import { dayOf } from '../time/day';
import { classedOr } from './classing';
import type { CommandOf, EvaluationCommand } from './evaluation.commands';
import { bodiesOf, type EvaluatedUnit, type EvaluationState, type UnitStage } from './evaluation.state';
import { dissent, replaceSigner, sign, substitute } from './evaluation.sign-off';
import { unitProblem } from './evaluation.open';
import { noteCorrected, recountOpen } from './corrections';
import { sameValues } from './figures.compare';
import { judgedIt, otherPart, spokeFor } from './hands';
import { grantProblem } from './granting';
import { conflictOf } from './independence';
import { mayNotReplace } from './replacing';
import { circularOf, circularText, publication } from './publication';
import { isApproved } from './signing';

/** Decides every command of a round that is open. */
export function decideEvaluation(state: EvaluationState, command: EvaluationCommand, context: ProceedingContext): ProceedingDecision {
  switch (command.type) {
    case 'openEvaluation':
      throw new Error('a round is opened once');
    case 'assessSelf':
      return assessSelf(state, command, context);
    case 'verifyScores':
      return verifyScores(state, command, context);
    case 'acceptScore':
    case 'requestReview':
      return answerFeedback(state, command, context);
    case 'ruleReview':
      return ruleReview(state, command, context);
    case 'sign':
      return sign(state, command, context);
    case 'dissent':
      return dissent(state, command, context);
    case 'substitute':
      return substitute(state, command, context);
    case 'replaceSigner':
      return replaceSigner(state, command, context);
    case 'replaceVerifier':
      return replaceVerifier(state, command, context);
    case 'noteCorrected':
      return noteCorrected(state, command, context.actor);
    default:
      return isOffice(state, context) ? conduct(state, command, context) : reject('not-the-office');
  }
}

type OfTheOffice = CommandOf<'giveFeedback' | 'takeFigures' | 'correctResult' | 'correctScheme' | 'drawResults' | 'publish' | 'cancelEvaluation'>;

/** What the office does to keep the round going. It scores nobody. */
function conduct(state: EvaluationState, command: OfTheOffice, context: ProceedingContext): ProceedingDecision {
  switch (command.type) {
    case 'giveFeedback':
      return giveFeedback(state, command, context);
    case 'takeFigures':
      return takeFigures(state, command);
    case 'correctResult':
      return correctResult(state, command);
    case 'correctScheme':
      return correctScheme(state, command, context);
    case 'drawResults':
      return drawResults(state, command);
    case 'publish': {
      const recount = recountOpen(state);
      if (recount) return recount;
      if (state.result === null || !isApproved(state)) return reject('not-approved');
      const other = otherPart(state, 'draft', context.actor);
      if (other) return other;
      if (!says(command.text)) return reject('nothing-substantial', { field: 'text' });
      if (circularOf(state, 'drafted')) return [];
      return [drawUp(state, { kind: 'circular', text: circularText(state, context.rules.roster, command.text), subject: publication(state), to: [...new Set(Object.values(state.units).map((u) => u.answeredBy))].map((unitId) => ({ unitId, post: 'liaison', personId: null, why: 'informed' })) })];
    }
    case 'cancelEvaluation':
      if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
      // What was told to everybody is not undone by giving up its correction.
      if (state.publications.length > 0) return [{ type: 'CorrectionDropped', data: { reason: command.reason } }];
      return [{ type: 'EvaluationCancelled', data: { reason: command.reason } }];
  }
}

function unitIn(state: EvaluationState, unitId: string): EvaluatedUnit | undefined {
  return Object.hasOwn(state.units, unitId) ? state.units[unitId] : undefined;
}

const NOT_EVALUATED = reject('not-evaluated', { field: 'unitId' });

/** Nobody scores their own work, and bodies under one roof are one; a standing authorisation counts for nothing here. */
function wrongScorer(state: EvaluationState, context: ProceedingContext, unit: EvaluatedUnit, scorer: string): { rejected: Rejection } | null {
  const { actor, rules } = context;
  if (actor.kind !== 'person') return reject('not-the-verifier', { details: { unitId: scorer } });
  const about = bodiesOf(unit);
  if ([actor.unitId, actor.onBehalfOf ?? actor.unitId].some((by) => about.some((unitId) => conflictOf(rules.roster, by, unitId) !== null))) return reject('own-work', { details: { unitId: unit.unitId } });
  if (actor.unitId !== scorer) return reject('not-the-verifier', { details: { unitId: scorer } });
  return spokeFor(unit, actor) ?? otherPart(state, 'score', actor) ?? unitProblem(rules.roster, scorer, 'unitId');
}

function assessSelf(state: EvaluationState, command: CommandOf<'assessSelf'>, context: ProceedingContext): ProceedingDecision {
  const unit = unitIn(state, command.unitId);
  if (unit === undefined) return NOT_EVALUATED;
  if (unitOf(context) !== unit.answeredBy) return reject('not-the-assignee', { details: { unitId: unit.answeredBy } });
  const judge = judgedIt(state, unit, context.actor);
  if (judge) return judge;
  if (unit.attempt > 1 || (unit.stage !== 'assessing' && unit.stage !== 'assessed')) return reject('score-not-open', { details: { stage: unit.stage } });
  return [{ type: 'SelfAssessed', data: { unitId: unit.unitId, personId: personOf(context), scores: command.scores } }];
}

function verifyScores(state: EvaluationState, command: CommandOf<'verifyScores'>, context: ProceedingContext): ProceedingDecision {
  const unit = unitIn(state, command.unitId);
  if (unit === undefined) return NOT_EVALUATED;
  const wrong = wrongScorer(state, context, unit, unit.verifierUnitId);
  if (wrong) return wrong;
  if (unit.stage === 'assessing' && dayOf(context.now) <= state.schedule.selfDay) return reject('too-early', { details: { day: state.schedule.selfDay } });
  if (unit.stage !== 'assessing' && unit.stage !== 'assessed') return reject('score-not-open', { details: { stage: unit.stage } });
  const silent = command.judged.findIndex((j) => !says(j.reason));
  if (silent >= 0) return reject('reason-missing', { field: `judged[${silent}].reason` });
  return [{ type: 'ScoresVerified', data: { unitId: unit.unitId, personId: personOf(context), attempt: unit.attempt, judged: command.judged, sheet: command.sheet } }];
}

function giveFeedback(state: EvaluationState, { unitIds }: CommandOf<'giveFeedback'>, context: ProceedingContext): ProceedingDecision {
  const day = spanAt(context.rules, context.now).calendar.addWorkingDays(dayOf(context.now), state.schedule.reviewWorkingDays);
  const events: NewDomainEvent[] = [];
  for (const [i, unitId] of [...new Set(unitIds)].entries()) {
    const unit = unitIn(state, unitId);
    if (unit === undefined) return reject('not-evaluated', { field: `unitIds[${i}]` });
    if (unit.stage !== 'verified') return reject('score-not-open', { field: `unitIds[${i}]`, details: { stage: unit.stage } });
    events.push({ type: 'FeedbackGiven', data: { unitId, day } });
  }
  return events.length === 0 ? reject('nothing-open', { field: 'unitIds' }) : events;
}

function answerFeedback(state: EvaluationState, command: CommandOf<'acceptScore' | 'requestReview'>, context: ProceedingContext): ProceedingDecision {
  const unit = unitIn(state, command.unitId);
  if (unit === undefined) return NOT_EVALUATED;
  if (unitOf(context) !== unit.answeredBy) return reject('not-the-assignee', { details: { unitId: unit.answeredBy } });
  const judge = judgedIt(state, unit, context.actor);
  if (judge) return judge;
  if (unit.stage === 'settled' && unit.review === null) return reject('review-too-late', { details: { last: unit.reviewBy } });
  if (unit.stage === 'inReview' || unit.review !== null) return reject('request-open');
  if (unit.stage !== 'told') return reject('score-not-open', { details: { stage: unit.stage } });
  const personId = personOf(context);
  if (command.type === 'acceptScore') return [{ type: 'ScoreAccepted', data: { unitId: unit.unitId, personId } }];
  if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
  const { unitId, indicatorIds, reason, evidence } = command;
  return [{ type: 'ReviewRequested', data: { unitId, personId, indicatorIds, reason, evidence } }];
}

function ruleReview(state: EvaluationState, command: CommandOf<'ruleReview'>, context: ProceedingContext): ProceedingDecision {
  const unit = unitIn(state, command.unitId);
  if (unit === undefined) return NOT_EVALUATED;
  const wrong = wrongScorer(state, context, unit, unit.reviewerUnitId);
  if (wrong) return wrong;
  if (unit.stage !== 'inReview') return reject('request-not-open', { details: { status: unit.stage } });
  const personId = personOf(context);
  // Who acts in another's place is also that other's hand.
  if (handsOf(context.actor).some((hand) => unit.scoredBy.includes(hand))) return reject('first-decider');
  const { unitId, granted, reason, judged, adjusted, sheet } = command;
  if (!says(reason)) return reject('reason-missing', { field: 'reason' });
  if (!granted) return [{ type: 'ReviewRuled', data: { unitId, personId, granted, reason, judged: null, sheet: null } }];
  return grantProblem(unit, command) ?? [{ type: 'ReviewRuled', data: { unitId, personId, granted, reason, judged, ...(adjusted.length === 0 ? {} : { adjusted }), sheet } }];
}

/** Takes a published result up again, on figures counted anew: a lateness that was overturned since leaves it. */
function correctResult(state: EvaluationState, { figures, reason }: CommandOf<'correctResult'>): ProceedingDecision {
  const last = state.publications.at(-1);
  if (last === undefined || state.closed?.how !== 'published') return reject('not-published');
  if (!says(reason)) return reject('reason-missing', { field: 'reason' });
  return [{ type: 'CorrectionOpened', data: { paperId: last.paperId, reason } }, { type: 'FiguresTaken', data: { ...figures, reason } }];
}

/** A newer version of the scheme for the round: what was scored by the other one is scored again, and signed again. */
function correctScheme(state: EvaluationState, { schemeVersion, classes, reason }: CommandOf<'correctScheme'>, { rules }: ProceedingContext): ProceedingDecision {
  if (schemeVersion <= state.schemeVersion) return reject('scheme-unknown', { field: 'schemeVersion' });
  if (!says(reason)) return reject('reason-missing', { field: 'reason' });
  // Each stays in its class, by what it was when the round was opened.
  const classed = classedOr(classes, Object.values(state.units).map(({ unitId, classId, traits }) => ({ unitId, classId, traits, name: rules.roster.units[unitId]?.name ?? unitId })), () => 'schemeVersion');
  if ('rejected' in classed) return classed;
  const overtaken = Object.values(state.units).filter((u) => u.stage === 'inReview');
  return [...overtaken.map(({ unitId }): NewDomainEvent => ({ type: 'ReviewOvertaken', data: { unitId, reason } })), { type: 'SchemeCorrected', data: { schemeVersion, reason } }];
}

/** Counts anew. An open review is about figures that are no more: it ends, and that is said. */
function takeFigures(state: EvaluationState, { figures, reason }: CommandOf<'takeFigures'>): ProceedingDecision {
  if (!says(reason)) return reject('reason-missing', { field: 'reason' });
  const overtaken = figures.units.filter(({ unitId, figures: now }) => {
    const unit = unitIn(state, unitId);
    return unit?.stage === 'inReview' && !sameValues(now, unit.figures);
  });
  return [...overtaken.map(({ unitId }): NewDomainEvent => ({ type: 'ReviewOvertaken', data: { unitId, reason } })), { type: 'FiguresTaken', data: { ...figures, reason } }];
}

function drawResults(state: EvaluationState, command: CommandOf<'drawResults'>): ProceedingDecision {
  const open = Object.values(state.units).filter((u) => u.stage !== 'settled');
  if (open.length > 0) return reject('scores-open', { details: { count: open.length, first: open[0]!.unitId } });
  const recount = recountOpen(state);
  if (recount) return recount;
  if (state.result !== null) return [];
  return [{ type: 'ResultsDrawn', data: { material: state.material + 1, hash: command.hash, rows: command.rows } }];
}

/** Before the score is given, and before a review of it is ruled on: what was done is not given to another. */
const UNSCORED: readonly UnitStage[] = ['assessing', 'assessed'];
const UNRULED: readonly UnitStage[] = [...UNSCORED, 'verified', 'told', 'inReview'];

/** Where a verifier's body came under the unit's roof, was dissolved or cannot: another one, who stands apart. */
function replaceVerifier(state: EvaluationState, command: CommandOf<'replaceVerifier'>, context: ProceedingContext): ProceedingDecision {
  const unit = unitIn(state, command.unitId);
  if (unit === undefined) return NOT_EVALUATED;
  const { roster } = context.rules;
  const barred = mayNotReplace(state, bodiesOf(unit), context);
  if (barred) return barred;
  if (!(command.role === 'verifier' ? UNSCORED : UNRULED).includes(unit.stage)) return reject('score-not-open', { details: { stage: unit.stage } });
  const problem = unitProblem(roster, command.toUnitId, 'toUnitId');
  if (problem) return problem;
  if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
  const other = command.role === 'verifier' ? unit.reviewerUnitId : unit.verifierUnitId;
  if ([...bodiesOf(unit), other].some((unitId) => conflictOf(roster, command.toUnitId, unitId) !== null)) return reject('own-work', { field: 'toUnitId' });
  const { unitId, role, toUnitId, reason } = command;
  return [{ type: 'VerifierReplaced', data: { unitId, role, toUnitId, reason } }];
}
