import type { ProceedingState } from '../proceeding/proceeding';
import type { Day, Instant } from '../time/day';

/** A draft in the list that goes up (报送清单), as it stood. */
export interface ListedPlan {
  planId: string;
  title: string;
  /** Whose plan it is: the sender's own, or that of a level below which the sender approved. */
  officeUnitId: string;
  /** The draft that is sent; a changed draft is another version. */
  draftVersion: number;
  /** The review in which the sender approved it; null for the sender's own. */
  via: string | null;
  /** Items taken up, of how many of the plan above (少而精). */
  items: number;
  itemsAbove: number;
  /** Figures that it answers for. */
  targets: number;
}

/**
 * Where a plan of the list stands: `sent` waits for a ruling; `returned` for the next attempt; `passedOn` was approved here and waits to be
 * sent on; `sentOn` lies with the level above this one; `approved` and `takenBack` are ends.
 */
export type ReviewedStatus = 'sent' | 'returned' | 'passedOn' | 'sentOn' | 'approved' | 'takenBack';

/** A plan in a review, with what was done with it. */
export interface ReviewedPlan extends ListedPlan {
  status: ReviewedStatus;
  /** Rises each time that it is sent. */
  attempt: number;
  /** Number of the sending with which it came, and of the passing-on that waits. */
  sending: number;
  passing: number;
  /** Since when it stands so. */
  since: Instant;
  /** Of a return: by when the next attempt is due. */
  day: Day | null;
  /** The review above in which it was sent on. */
  onward: string | null;
  /** `day`: of a return, by when it was to be sent again; `overturned`: a return that an objection put right, with the last day to bring up again what had gone further down. */
  rulings: { attempt: number; how: Ruled; draftVersion: number; reason: string | null; day: Day | null; at: Instant; personId: string; insteadOf?: string; overturned: { at: Instant; basis: string; day: Day | null } | null }[];
}

/** An objection (异议) of the sender to a return. */
export interface ReturnObjection {
  id: string;
  planId: string;
  /** Which return of the plan it disputes, counted from 1. */
  arming: number;
  reason: string;
  personId: string;
  insteadOf?: string;
  at: Instant;
  /** `lapsed`: sent again or taken back before anybody ruled. */
  status: 'open' | 'upheld' | 'rejected' | 'lapsed';
  ruling: { at: Instant; personId: string; insteadOf?: string; reason: string } | null;
}

export type Ruled = 'approved' | 'passedOn' | 'returned';

/** 计划报审: a lower office sends drafts to the office above, with a list and a covering text; each is approved, passed on, or returned. */
export interface PlanReviewState extends ProceedingState {
  fromUnitId: string;
  plans: Readonly<Record<string, ReviewedPlan>>;
  /** What was sent, with its covering text. */
  sendings: { number: number; at: Instant; text: string; personId: string; insteadOf?: string; planIds: string[] }[];
  /** Passings-on so far, for their duties. */
  passings: { number: number; at: Instant }[];
  /** Who is named to rule, the present one last; who was it before stays in the list. */
  reviewers: { personId: string; since: Instant; until: Instant | null; reason: string | null }[];
  /** Objections to returns, by their id. */
  objections: Readonly<Record<string, ReturnObjection>>;
}

export type PlanReviewEventData = {
  PlanReviewOpened: { title: string; text: string; planId: string; policyId: string; officeUnitId: string; supervisingUnitId: string | null; conferenceUnitId: string | null; fromUnitId: string; list: ListedPlan[]; personId: string };
  PlanReviewResent: { text: string; list: ListedPlan[]; personId: string };
  PlanReviewRuled: { text: string | null; rulings: { planId: string; draftVersion: number; how: Ruled; reason: string | null; day: Day | null }[]; personId: string };
  PlanReviewTakenBack: { planIds: string[]; reason: string; personId: string };
  /** Passed on and sent to the level above, in its own review. */
  PlanReviewSentOn: { planIds: string[]; reviewId: string };
  /** The level that had sent them on took them back from there. */
  PlanReviewBroughtBack: { planIds: string[]; reviewId: string };
  /** The last word was said above. */
  PlanReviewSettledAbove: { planIds: string[]; reviewId: string; unitId: string };
  /** The office that rules names a person to; null: nobody in particular. */
  PlanReviewerNamed: { personId: string | null; reason: string; byPersonId: string };
  PlanReturnObjected: { objectionId: string; planId: string; arming: number; reason: string; personId: string };
  /** Upheld, the draft as it stands lies again with the office that had returned it; or, where it had gone further down, it is sent again by `day`. */
  PlanReturnObjectionRuled: { objectionId: string; planId: string; upheld: boolean; reason: string; draftVersion: number; day: Day | null; personId: string };
  PlanReviewEnded: { how: 'approved' | 'partlyApproved' | 'takenBack' };
};

/** What a ruling says of one plan; `workingDays` of a return: for the next attempt, else as the policy says. */
export interface PlanRuling {
  planId: string;
  draftVersion: number;
  how: Ruled;
  reason: string | null;
  workingDays: number | null;
}

export type PlanReviewCommand =
  | ({ type: 'sendPlans' } & Omit<PlanReviewEventData['PlanReviewOpened'], 'personId'>)
  | { type: 'sendPlansAgain'; text: string; list: ListedPlan[] }
  | { type: 'rulePlans'; text: string | null; rulings: PlanRuling[] }
  | { type: 'takePlansBack'; planIds: string[]; reason: string }
  | { type: 'nameReviewer'; personId: string | null; reason: string }
  | { type: 'objectToReturn'; planId: string; reason: string }
  /** `draftVersion`: of the draft as it stands; `wentOn`: it has gone further down since, as it was looked up. */
  | { type: 'ruleOnReturn'; objectionId: string; upheld: boolean; reason: string; draftVersion: number; wentOn: boolean }
  /** Sent with the command of the review above, never alone; so the next two. */
  | { type: 'notePlansSentOn'; planIds: string[]; reviewId: string }
  | { type: 'notePlansBack'; planIds: string[]; reviewId: string }
  | { type: 'notePlansSettled'; planIds: string[]; reviewId: string; unitId: string };
