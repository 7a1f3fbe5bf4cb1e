import type { NewDomainEvent } from '../event';
import { isOffice, isUnitNow, personOf, says, unitOf } from '../proceeding/acting';
import type { ProceedingContext, ProceedingDecision } from '../proceeding/proceeding';
import { reject, type Rejection } from '../rejection';
import { rulesOfUnit, spanAt } from '../rules';
import { dayOf, type Day } from '../time/day';
import { objectToReturn, ruleOnReturn } from './plan-review.objections';
import type { ListedPlan, PlanReviewCommand, PlanReviewEventData, PlanReviewState, PlanRuling, ReviewedPlan, ReviewedStatus } from './plan-review.events';

/** Plans in one review: each is a stream of its own in the same append. */
export const MOST_PLANS = 100;
const MOST_DAYS = 250;

type CommandOf<T extends PlanReviewCommand['type']> = Extract<PlanReviewCommand, { type: T }>;

function wrongList(list: readonly ListedPlan[]): { rejected: Rejection } | null {
  if (list.length === 0) return reject('nothing-substantial', { field: 'planIds' });
  if (list.length > MOST_PLANS) return reject('list-too-long', { field: 'planIds', details: { max: MOST_PLANS, count: list.length } });
  const twice = list.findIndex((p, i) => list.findIndex((x) => x.planId === p.planId) < i);
  return twice === -1 ? null : reject('name-taken', { field: `planIds[${twice}]` });
}

export function openPlanReview(command: PlanReviewCommand, context: ProceedingContext): ProceedingDecision {
  if (command.type !== 'sendPlans') throw new Error('a review begins by sending plans');
  const { type: _type, ...data } = command;
  if (!says(data.title)) return reject('nothing-substantial', { field: 'title' });
  if (!says(data.text)) return reject('nothing-substantial', { field: 'text' });
  const wrong = wrongList(data.list);
  if (wrong) return wrong;
  if (unitOf(context) !== data.fromUnitId) return reject('not-the-office');
  if (data.officeUnitId === data.fromUnitId) return reject('not-the-level-above', { field: 'toUnitId' });
  if (!isUnitNow(context.rules.roster, data.officeUnitId)) return reject('unit-unknown', { field: 'toUnitId', details: { name: data.officeUnitId } });
  return [{ type: 'PlanReviewOpened', data: { ...data, personId: personOf(context) } satisfies PlanReviewEventData['PlanReviewOpened'] }];
}

/** The plan in the review, standing so. */
function standing(state: PlanReviewState, planId: string, wanted: readonly ReviewedStatus[], field: string): ReviewedPlan | { rejected: Rejection } {
  const plan = Object.hasOwn(state.plans, planId) ? state.plans[planId] : undefined;
  if (!plan) return reject('not-in-review', { field, details: { plan: planId } });
  return wanted.includes(plan.status) ? plan : reject('plan-ruled-on', { field, details: { plan: planId, status: plan.status } });
}

function wrongOnes(state: PlanReviewState, planIds: readonly string[], wanted: readonly ReviewedStatus[]): { rejected: Rejection } | null {
  for (const [i, id] of planIds.entries()) {
    const plan = standing(state, id, wanted, `planIds[${i}]`);
    if ('rejected' in plan) return plan;
  }
  return null;
}

export function decidePlanReview(state: PlanReviewState, command: PlanReviewCommand, context: ProceedingContext): ProceedingDecision {
  switch (command.type) {
    case 'sendPlans':
      throw new Error('a review is opened once');
    case 'sendPlansAgain':
      return sendAgain(state, command, context);
    case 'rulePlans':
      return rule(state, command, context);
    case 'takePlansBack': {
      const { planIds, reason } = command;
      if (unitOf(context) !== state.fromUnitId) return reject('not-the-office');
      if (!says(reason)) return reject('reason-missing', { field: 'reason' });
      if (planIds.length === 0) return reject('nothing-substantial', { field: 'planIds' });
      return wrongOnes(state, planIds, ['sent', 'returned']) ?? [{ type: 'PlanReviewTakenBack', reason, data: { planIds, reason, personId: personOf(context) } }];
    }
    case 'nameReviewer': {
      const { personId, reason } = command;
      if (!isOffice(state, context)) return reject('not-the-office');
      if (!says(reason)) return reject('reason-missing', { field: 'reason' });
      const now = state.reviewers.find((r) => r.until === null)?.personId ?? null;
      return now === personId ? [] : [{ type: 'PlanReviewerNamed', reason, data: { personId, reason, byPersonId: personOf(context) } satisfies PlanReviewEventData['PlanReviewerNamed'] }];
    }
    case 'objectToReturn':
      return objectToReturn(state, command, context);
    case 'ruleOnReturn':
      return ruleOnReturn(state, command, context);
    case 'notePlansSentOn': {
      const { planIds, reviewId } = command;
      if (!isOffice(state, context)) return reject('not-the-office');
      return wrongOnes(state, planIds, ['passedOn']) ?? [{ type: 'PlanReviewSentOn', data: { planIds, reviewId } }];
    }
    case 'notePlansBack': {
      const { planIds, reviewId } = command;
      if (!isOffice(state, context)) return reject('not-the-office');
      return [{ type: 'PlanReviewBroughtBack', data: { planIds, reviewId } }];
    }
    case 'notePlansSettled': {
      const { planIds, reviewId, unitId } = command;
      return wrongOnes(state, planIds, ['sentOn']) ?? [{ type: 'PlanReviewSettledAbove', data: { planIds, reviewId, unitId } }];
    }
  }
}

function sendAgain(state: PlanReviewState, { text, list }: CommandOf<'sendPlansAgain'>, context: ProceedingContext): ProceedingDecision {
  if (unitOf(context) !== state.fromUnitId) return reject('not-the-office');
  if (!says(text)) return reject('nothing-substantial', { field: 'text' });
  return wrongList(list) ?? wrongOnes(state, list.map((p) => p.planId), ['returned']) ?? [{ type: 'PlanReviewResent', data: { text, list, personId: personOf(context) } satisfies PlanReviewEventData['PlanReviewResent'] }];
}

/** Approved, passed on, or returned: what was approved here and came back from above is returned further down. */
function rule(state: PlanReviewState, { text, rulings }: CommandOf<'rulePlans'>, context: ProceedingContext): ProceedingDecision {
  if (!isOffice(state, context)) return reject('not-the-office');
  if (rulings.length === 0) return reject('nothing-substantial', { field: 'rulings' });
  const ruled: PlanReviewEventData['PlanReviewRuled']['rulings'] = [];
  for (const [i, ruling] of rulings.entries()) {
    const field = `rulings[${i}]`;
    if (ruled.some((r) => r.planId === ruling.planId)) return reject('name-taken', { field: `${field}.planId` });
    const plan = standing(state, ruling.planId, ruling.how === 'returned' ? ['sent', 'passedOn', 'sentOn'] : ['sent'], `${field}.planId`);
    if ('rejected' in plan) return plan;
    if (ruling.draftVersion !== plan.draftVersion) return reject('draft-changed', { field: `${field}.draftVersion`, details: { plan: plan.planId, seen: ruling.draftVersion, now: plan.draftVersion } });
    if (ruling.how === 'returned' && !says(ruling.reason ?? '')) return reject('reason-missing', { field: `${field}.reason` });
    const day = dayOfReturn(state, ruling, context);
    if (day !== null && typeof day !== 'string') return { rejected: { ...day.rejected, field: `${field}.workingDays` } };
    ruled.push({ planId: ruling.planId, draftVersion: ruling.draftVersion, how: ruling.how, reason: ruling.reason, day });
  }
  return [{ type: 'PlanReviewRuled', data: { text, rulings: ruled, personId: personOf(context) } satisfies PlanReviewEventData['PlanReviewRuled'] }];
}

/** By when a returned draft is sent again: working days from today. */
function dayOfReturn({ fromUnitId }: PlanReviewState, { how, workingDays }: PlanRuling, { now, rules }: ProceedingContext): Day | null | { rejected: Rejection } {
  if (how !== 'returned') return null;
  const span = spanAt(rules, now);
  const days = workingDays ?? rulesOfUnit(span, rules.roster, fromUnitId).returnWorkingDays;
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) return reject('value-invalid', { details: { value: days } });
  return span.calendar.addWorkingDays(dayOf(now), days);
}

/** It ends once each of its plans has come to its own end. */
export function consequencesOfPlanReview(state: PlanReviewState): NewDomainEvent[] {
  if (state.closed) return [];
  const all = Object.values(state.plans).map((p) => p.status);
  if (all.some((s) => s !== 'approved' && s !== 'takenBack')) return [];
  const how = all.every((s) => s === 'approved') ? 'approved' : all.some((s) => s === 'approved') ? 'partlyApproved' : 'takenBack';
  return [{ type: 'PlanReviewEnded', data: { how } satisfies PlanReviewEventData['PlanReviewEnded'] }];
}
