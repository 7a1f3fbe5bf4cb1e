import type { PlanReviewCommand, PlanReviewState, ReviewedPlan, ReviewedStatus } from '#libs/supervision/plan-review/plan-review.events';
import { conceived, when, WORDS, type Conceive, type Conceived, type Handled } from './conceived';

/** What could be asked of a review of plans: by the office that rules, and by the one that sent them. */
export const conceivePlanReview: Conceive<PlanReviewState> = ({ id, closed }, { plans, objections, fromUnitId, officeUnitId }) => {
  if (closed !== null) return [];
  const make = (act: string, by: Conceived['by'], route: string, unitId: string, command: PlanReviewCommand, more: Partial<Conceived> = {}): Conceived<PlanReviewState> => conceived({ act, by, path: `/plan-reviews/${id}/${route}`, command, relation: () => ({ unitId }), ...more });
  const all = Object.values(plans);
  const of = (...statuses: ReviewedStatus[]): ReviewedPlan[] => all.filter((p) => statuses.includes(p.status));
  // What was approved here may have come back from above: it is returned further down.
  const [rulable, returned, waiting] = [of('sent', 'passedOn', 'sentOn'), of('returned'), of('sent', 'returned')];
  const about = (planId: string): Partial<Conceived> => ({ about: 'plan', subject: planId });
  return [
    ...when(rulable.length > 0, make('rulePlans', 'planReview.rule', 'rule', officeUnitId, { type: 'rulePlans', text: null, rulings: [] }, { handled: rulable.map(({ planId, draftVersion }): Handled => (core, actor, sender) => core.office.planReviews.rule(id, { text: null, rulings: [{ planId, draftVersion, how: 'return', reason: WORDS, workingDays: null }] }, actor, sender)) })),
    ...when(returned.length > 0, make('sendPlansAgain', 'planReview.send', 'send-again', fromUnitId, { type: 'sendPlansAgain', text: WORDS, list: [] }, { handled: allOrOne(returned).map((planIds): Handled => (core, actor, sender) => core.office.planReviews.sendAgain(id, { planIds, text: WORDS }, actor, sender)) })),
    ...returned.map(({ planId }) => make('objectToPlanReturn', 'planReview.send', `plans/${planId}/object`, fromUnitId, { type: 'objectToReturn', planId, reason: WORDS }, about(planId))),
    ...Object.values(objections).filter((o) => o.status === 'open').map(({ id: objectionId, planId }) => conceived<PlanReviewState>({ act: 'ruleOnPlanReturn', by: 'planReview.ruleObjection', path: `/plan-reviews/${id}/return-objections/${objectionId}/rule`, command: { type: 'ruleOnReturn' }, ...about(planId), handled: [true, false].map((upheld): Handled => (core, actor, sender) => core.office.planReviews.ruleOnReturn(id, { objectionId, upheld, reason: WORDS }, actor, sender)) })),
    make('namePlanReviewer', 'planReview.rule', 'name-reviewer', officeUnitId, { type: 'nameReviewer', personId: null, reason: WORDS }),
    ...when(waiting.length > 0, make('takePlansBack', 'planReview.send', 'take-back', fromUnitId, { type: 'takePlansBack', planIds: [], reason: WORDS }, { handled: allOrOne(waiting).map((planIds): Handled => (core, actor, sender) => core.office.planReviews.takeBack(id, { planIds, reason: WORDS }, actor, sender)) })),
  ];
};

/** All of them at once, or, where that is refused, one. */
function allOrOne(plans: readonly ReviewedPlan[]): string[][] {
  const ids = plans.map((p) => p.planId);
  return ids.length === 1 ? [ids] : [ids, ...ids.map((planId) => [planId])];
}
