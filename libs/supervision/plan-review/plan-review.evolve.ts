import { standIn } from '../actor';
import type { DomainEvent } from '../event';
import type { Bookkeeping } from '../proceeding/proceeding';
import type { Instant } from '../time/day';
import { named } from './plan-review.hand-over';
import { foldObjection, lapsed } from './plan-review.objections';
import type { ListedPlan, PlanReviewEventData, PlanReviewState, ReviewedPlan } from './plan-review.events';

function listed(plan: ListedPlan, sending: number, at: Instant, before?: ReviewedPlan): ReviewedPlan {
  return { ...plan, status: 'sent', attempt: (before?.attempt ?? 0) + 1, sending, passing: before?.passing ?? 0, since: at, day: null, onward: before?.onward ?? null, rulings: before?.rulings ?? [] };
}

export function beginPlanReview(event: DomainEvent): Omit<PlanReviewState, keyof Bookkeeping> {
  const { list, text, personId, ...data } = event.data as PlanReviewEventData['PlanReviewOpened'];
  const at = event.meta.recordedAt;
  return {
    ...data,
    plans: Object.fromEntries(list.map((p) => [p.planId, listed(p, 1, at)])),
    sendings: [{ number: 1, at, text, personId, ...standIn(event.meta.actor), planIds: list.map((p) => p.planId) }],
    passings: [],
    reviewers: [],
    objections: {},
  };
}

function change(state: PlanReviewState, planIds: readonly string[], with_: (plan: ReviewedPlan) => Partial<ReviewedPlan>): PlanReviewState {
  const changed = planIds.flatMap((id) => (state.plans[id] ? [[id, { ...state.plans[id], ...with_(state.plans[id]) }] as const] : []));
  return { ...state, plans: { ...state.plans, ...Object.fromEntries(changed) } };
}

export function foldPlanReview(state: PlanReviewState, event: DomainEvent): PlanReviewState {
  const at = event.meta.recordedAt;
  const passing = state.passings.length + 1;
  switch (event.type as keyof PlanReviewEventData) {
    case 'PlanReviewResent': {
      const { text, list, personId } = event.data as PlanReviewEventData['PlanReviewResent'];
      const number = state.sendings.length + 1;
      const plans = Object.fromEntries(list.map((p) => [p.planId, listed(p, number, at, state.plans[p.planId])]));
      const planIds = list.map((p) => p.planId);
      return { ...state, plans: { ...state.plans, ...plans }, objections: lapsed(state, planIds), sendings: [...state.sendings, { number, at, text, personId, ...standIn(event.meta.actor), planIds }] };
    }
    case 'PlanReviewRuled':
      return ruled(state, event.data as PlanReviewEventData['PlanReviewRuled'], at, standIn(event.meta.actor));
    case 'PlanReviewTakenBack': {
      const { planIds } = event.data as PlanReviewEventData['PlanReviewTakenBack'];
      return { ...change(state, planIds, () => ({ status: 'takenBack', since: at, day: null, onward: null })), objections: lapsed(state, planIds) };
    }
    case 'PlanReviewSentOn': {
      const { planIds, reviewId } = event.data as PlanReviewEventData['PlanReviewSentOn'];
      return change(state, planIds, () => ({ status: 'sentOn', since: at, onward: reviewId }));
    }
    case 'PlanReviewBroughtBack': {
      const { planIds } = event.data as PlanReviewEventData['PlanReviewBroughtBack'];
      const back = change(state, planIds, (p) => (p.status === 'sentOn' ? { status: 'passedOn', since: at, onward: null, passing } : { onward: null }));
      return Object.values(back.plans).some((p) => p.passing === passing) ? { ...back, passings: [...back.passings, { number: passing, at }] } : back;
    }
    case 'PlanReviewSettledAbove': {
      const { planIds } = event.data as PlanReviewEventData['PlanReviewSettledAbove'];
      return change(state, planIds, () => ({ status: 'approved', since: at }));
    }
    case 'PlanReviewerNamed': {
      const { personId, reason } = event.data as PlanReviewEventData['PlanReviewerNamed'];
      return { ...state, reviewers: named(state.reviewers, personId, at, reason) };
    }
    case 'PlanReturnObjected':
    case 'PlanReturnObjectionRuled':
      return foldObjection(state, event);
    case 'PlanReviewEnded':
      return { ...state, closed: { at, how: (event.data as PlanReviewEventData['PlanReviewEnded']).how, reason: null } };
    default:
      return state;
  }
}

function ruled(state: PlanReviewState, { rulings, personId }: PlanReviewEventData['PlanReviewRuled'], at: Instant, instead: { insteadOf?: string }): PlanReviewState {
  const passing = state.passings.length + 1;
  let next = state;
  for (const { planId, draftVersion, how, reason, day } of rulings) {
    next = change(next, [planId], (p) => ({
      // What lies returned in the review above is owed there: it is sent again from here.
      status: how === 'passedOn' && p.onward !== null ? 'sentOn' : how,
      since: at,
      day,
      ...(how === 'passedOn' && p.onward === null ? { passing } : {}),
      rulings: [...p.rulings, { attempt: p.attempt, how, draftVersion, reason, day, at, personId, ...instead, overturned: null }],
    }));
  }
  return Object.values(next.plans).some((p) => p.passing === passing) ? { ...next, passings: [...next.passings, { number: passing, at }] } : next;
}
