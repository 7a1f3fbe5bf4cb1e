import type { Holding } from '../holding';
import { cannotTake } from '../proceeding/hand-over';
import type { HandsOver } from '../proceeding/proceeding';
import { reject } from '../rejection';
import type { PlanReviewState } from './plan-review.events';

const REVIEWER = 'reviewer';
const PARTY = 'party';

/** Whoever was named to rule hands that over inside the office; what the offices themselves owe stays theirs: a draft lies with an office, and not with whom it names. */
export const PLAN_REVIEW_HAND_OVER: HandsOver<PlanReviewState> = {
  holdings({ officeUnitId, fromUnitId, reviewers, title }, { unitId, personId }): Holding[] {
    if (personId === null) return [officeUnitId, fromUnitId].includes(unitId) ? [{ id: PARTY, kind: 'planReview', text: title }] : [];
    const named = reviewers.at(-1);
    return unitId === officeUnitId && named !== undefined && named.until === null && named.personId === personId ? [{ id: REVIEWER, kind: 'planReviewer', text: title }] : [];
  },
  move(state, { id }, to, context) {
    if (id !== REVIEWER) return reject('holding-stays');
    const wrong = cannotTake(to, context);
    if (wrong) return { rejected: wrong };
    return to.unitId === state.officeUnitId && to.personId !== null ? { day: null } : reject('not-in-the-unit', { details: { id: to.personId ?? to.unitId } });
  },
  moved(state, { moved, to, reason }, at) {
    return moved.some((m) => m.id === REVIEWER) && to.personId !== null ? { ...state, reviewers: named(state.reviewers, to.personId, at, reason) } : state;
  },
};

/** Another is named: who was it before stays in the list. Null: nobody in particular. */
export function named(reviewers: PlanReviewState['reviewers'], personId: string | null, at: string, reason: string | null): PlanReviewState['reviewers'] {
  const ended = reviewers.map((r) => (r.until === null ? { ...r, until: at, reason } : r));
  return personId === null ? ended : [...ended, { personId, since: at, until: null, reason: null }];
}
