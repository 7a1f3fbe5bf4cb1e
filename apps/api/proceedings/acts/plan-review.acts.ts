import type { PlanReviewCommand, PlanReviewState } from '#libs/supervision/plan-review/plan-review.events';
import { conceived, when, WORDS, type Conceive, type Conceived } from './conceived';

/** What could be asked of a review of plans: by the office that rules, and by the one that sent them. */
export const conceivePlanReview: Conceive<PlanReviewState> = ({ id, closed }, { plans, objections, fromUnitId, officeUnitId }) => {
  if (closed !== null) return [];
  const make = (act: string, by: Conceived['by'], route: string, unitId: string, command: PlanReviewCommand, more: Partial<Conceived> = {}): Conceived<PlanReviewState> => conceived({ act, by, path: `/plan-reviews/${id}/${route}`, command, relation: () => ({ unitId }), ...more });
  const all = Object.values(plans);
  const rulable = all.filter((p) => p.status === 'sent' || p.status === 'passedOn');
  const returned = all.filter((p) => p.status === 'returned');
  const waiting = all.filter((p) => p.status === 'sent' || p.status === 'returned').map((p) => p.planId);
  const about = (planId: string): Partial<Conceived> => ({ about: 'plan', subject: planId });
  return [
    ...when(rulable.length > 0, make('rulePlans', 'planReview.rule', 'rule', officeUnitId, { type: 'rulePlans', text: null, rulings: rulable.filter((p) => p.status === 'sent').map(({ planId, draftVersion }) => ({ planId, draftVersion, how: 'approved', reason: null, workingDays: null })) })),
    ...when(returned.length > 0, make('sendPlansAgain', 'planReview.send', 'send-again', fromUnitId, { type: 'sendPlansAgain', text: WORDS, list: returned })),
    ...returned.map(({ planId }) => make('objectToPlanReturn', 'planReview.send', `plans/${planId}/object`, fromUnitId, { type: 'objectToReturn', planId, reason: WORDS }, about(planId))),
    ...Object.values(objections).filter((o) => o.status === 'open').map(({ id: objectionId, planId }) => conceived<PlanReviewState>({ act: 'ruleOnPlanReturn', by: 'planReview.ruleObjection', path: `/plan-reviews/${id}/return-objections/${objectionId}/rule`, command: { type: 'ruleOnReturn', objectionId, upheld: false, reason: WORDS, draftVersion: plans[planId]?.draftVersion ?? 0 } as never, ...about(planId) })),
    make('namePlanReviewer', 'planReview.rule', 'name-reviewer', officeUnitId, { type: 'nameReviewer', personId: null, reason: WORDS }),
    ...when(waiting.length > 0, make('takePlansBack', 'planReview.send', 'take-back', fromUnitId, { type: 'takePlansBack', planIds: waiting, reason: WORDS })),
  ];
};
