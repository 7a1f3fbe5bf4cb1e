import type { Instant } from '../time/day';
import type { PlanEvent, PlanEventType, UpperPlan } from './plan.events';

/** What was done with a draft on its way up (报审), level by level; none is ever forgotten. */
export interface ReviewAct {
  reviewId: string;
  attempt: number | null;
  act: 'sent' | 'returned' | 'returnOverturned' | 'passedOn' | 'approved' | 'takenBack';
  /** Who did it. */
  unitId: string;
  /** With whom the draft lies from then on. */
  withUnitId: string;
  /** The draft that was seen. */
  draftVersion: number;
  reason: string | null;
  at: Instant;
  personId: string;
}

/** What is known of a draft's way up. */
export interface Reviewed {
  officeUnitId: string;
  upper: UpperPlan | null;
  /** Version of the newest event that changed the draft: what is seen and approved. */
  draftVersion: number;
  /** What was done with it on its way up, in its order. */
  reviews: ReviewAct[];
  /** Reviews in which something is still owed for it, the newest last. */
  openReviews: string[];
}

/** Whether an event changes what is seen of a draft: an approval holds for the draft as it stood at one of them. */
export const CHANGES_DRAFT: Readonly<Record<PlanEventType, boolean>> = {
  PlanDrafted: true, DraftItemsRead: true, DecisionsSettled: true, DraftItemChanged: true, DraftItemsChanged: true, DraftItemAdded: true, DraftChangeUndone: true, DraftItemDropped: true, DraftScheduled: true, VerificationArranged: true, PlanPartiesSet: true, PlanPeriodSet: true,
  IssueBegun: false, PlanIssued: false, PlanAmended: false, ItemsCarriedIn: false, PlanDraftDiscarded: false, PlanSentUp: false, PlanReturned: false, PlanReturnOverturned: false, PlanPassedOn: false, PlanApproved: false, PlanSendingTakenBack: false,
  PlanWithdrawalProposed: false, PlanWithdrawalTakenBack: false, PlanWithdrawalRefused: false, PlanWithdrawn: false, ArchiveListed: false, NoticeRead: false, PlanArchived: false,
};

/** With whom the draft lies: its own office, or a level above. */
export function liesWith({ officeUnitId, reviews }: Pick<Reviewed, 'officeUnitId' | 'reviews'>): string {
  return reviews.at(-1)?.withUnitId ?? officeUnitId;
}

/** Folds what was done with a draft on its way up. */
export function foldReview(plan: Reviewed, event: PlanEvent): Pick<Reviewed, 'reviews' | 'openReviews'> {
  const at = event.meta.recordedAt;
  const { reviews, openReviews } = plan;
  switch (event.type) {
    case 'PlanSentUp': {
      const { reviewId, attempt, fromUnitId, toUnitId, draftVersion, personId } = event.data;
      return { reviews: [...reviews, { reviewId, attempt, act: 'sent', unitId: fromUnitId, withUnitId: toUnitId, draftVersion, reason: null, at, personId }], openReviews: [...openReviews.filter((id) => id !== reviewId), reviewId] };
    }
    case 'PlanReturned': {
      const { reviewId, attempt, unitId, toUnitId, draftVersion, reason, personId } = event.data;
      return { reviews: [...reviews, { reviewId, attempt, act: 'returned', unitId, withUnitId: toUnitId, draftVersion, reason, at, personId }], openReviews };
    }
    case 'PlanReturnOverturned': {
      const { reviewId, attempt, unitId, toUnitId, draftVersion, reason, personId } = event.data;
      return { reviews: [...reviews, { reviewId, attempt, act: 'returnOverturned', unitId, withUnitId: toUnitId, draftVersion, reason, at, personId }], openReviews };
    }
    case 'PlanPassedOn': {
      const { reviewId, attempt, unitId, draftVersion, personId } = event.data;
      return { reviews: [...reviews, { reviewId, attempt, act: 'passedOn', unitId, withUnitId: unitId, draftVersion, reason: null, at, personId }], openReviews };
    }
    case 'PlanApproved': {
      const { reviewId, attempt, unitId, draftVersion, personId } = event.data;
      return { reviews: [...reviews, { reviewId, attempt, act: 'approved', unitId, withUnitId: plan.officeUnitId, draftVersion, reason: null, at, personId }], openReviews: [] };
    }
    case 'PlanSendingTakenBack': {
      const { reviewId, unitId, draftVersion, reason, personId } = event.data;
      // It comes back from the level above; what had been returned further down stays there.
      const moved = reviews.findLast((r, i) => r.withUnitId !== (reviews[i - 1]?.withUnitId ?? plan.officeUnitId));
      const sentBy = moved?.reviewId === reviewId ? unitId : liesWith(plan);
      return { reviews: [...reviews, { reviewId, attempt: null, act: 'takenBack', unitId, withUnitId: sentBy, draftVersion, reason, at, personId }], openReviews: openReviews.filter((id) => id !== reviewId) };
    }
    default:
      return { reviews, openReviews };
  }
}
