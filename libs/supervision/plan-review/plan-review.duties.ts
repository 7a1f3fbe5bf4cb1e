import type { ProceedingDuty } from '../proceeding/proceeding';
import type { Roster } from '../roster/roster';
import { rulesOfUnit, type RulesSpan } from '../rules';
import { dayOf, type Instant } from '../time/day';
import { returnsOf, rulingsOwed } from './plan-review.objections';
import type { PlanReviewState, ReviewedPlan, ReviewedStatus } from './plan-review.events';

/** Of one plan the duty says which; of several it is the list's. */
function subjectOf(plans: readonly ReviewedPlan[]): string | null {
  return plans.length === 1 ? plans[0]!.planId : null;
}

/** The office above rules on each sending; the sender sends again what was returned; the office above sends on what it passed. */
export function dutiesOfPlanReview(state: PlanReviewState, span: RulesSpan, roster: Roster): ProceedingDuty[] {
  if (state.closed) return [];
  const { officeUnitId, fromUnitId } = state;
  const plans = Object.values(state.plans);
  const above = rulesOfUnit(span, roster, officeUnitId);
  const personId = state.reviewers.find((r) => r.until === null)?.personId ?? null;
  const owedAbove = (kind: string, number: number, since: Instant, of: readonly ReviewedPlan[]): ProceedingDuty => ({
    id: `${kind}:${number}`, kind, arming: 1, owedBy: { unitId: officeUnitId, personId, post: personId === null ? 'office' : 'responsible' }, since,
    day: span.calendar.addWorkingDays(dayOf(since), above.planReviewWorkingDays), restUntil: null, rules: above, subject: subjectOf(of),
  });
  const open = <N extends { number: number; at: Instant }>(kind: string, numbers: readonly N[], status: ReviewedStatus, of: (p: ReviewedPlan) => number): ProceedingDuty[] =>
    numbers.flatMap(({ number, at }) => {
      const waiting = plans.filter((p) => p.status === status && of(p) === number);
      return waiting.length === 0 ? [] : [owedAbove(kind, number, at, waiting)];
    });
  const returned = plans.filter((p) => p.status === 'returned').map((p): ProceedingDuty => {
    // What was returned wrongly and had gone further down is brought up again in days of its own.
    const wronged = returnsOf(p).at(-1)?.overturned != null;
    return {
      id: `${wronged ? 'bringUp' : 'sendAgain'}:${p.planId}`, kind: 'sendAgain', arming: returnsOf(p).length, owedBy: { unitId: fromUnitId, personId: null, post: 'office' }, since: p.since,
      day: p.day, restUntil: null, rules: rulesOfUnit(span, roster, fromUnitId), subject: p.planId,
    };
  });
  return [...open('rule', state.sendings, 'sent', (p) => p.sending), ...returned, ...open('sendOn', state.passings, 'passedOn', (p) => p.passing), ...rulingsOwed(state, span, roster)];
}
