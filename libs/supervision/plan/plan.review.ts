import type { Actor } from '../actor';
import { reject, type Rejection } from '../rejection';
import type { Day } from '../time/day';
import type { NewPlanEvent } from './plan.events';
import type { PlanState } from './plan.evolve';
import { itemsToIssue, type IssueGround } from './plan.issue';
import { isApproved, isApprovedBy } from './plan.review.gate';
import { liesWith } from './plan.review.state';

type Decision = NewPlanEvent[] | { rejected: Rejection };

function personOf(actor: Actor): string {
  return actor.kind === 'person' ? actor.personId : actor.name;
}

/** A sending of the draft, or of one that this level has approved, to the level above. */
export interface Sending {
  reviewId: string;
  attempt: number;
  fromUnitId: string;
  toUnitId: string;
}

/** What is sent could be issued as it is: nobody above looks at what is still open. */
export function sendUp(plan: PlanState, sending: Sending, { roster, calendar, now }: IssueGround, actor: Actor): Decision {
  if (plan.status !== 'draft') return reject('plan-not-draft', { details: { status: plan.status } });
  if (plan.upper === null) return reject('plan-has-no-upper', { details: { plan: plan.id } });
  if (liesWith(plan) !== sending.fromUnitId) return reject('plan-under-review', { details: { unit: liesWith(plan), review: plan.reviews.at(-1)?.reviewId ?? null } });
  if (sending.toUnitId === sending.fromUnitId || sending.toUnitId === plan.officeUnitId) return reject('not-the-level-above', { field: 'toUnitId' });
  if (plan.officeUnitId !== sending.fromUnitId && !isApprovedBy(plan, sending.fromUnitId)) return reject('plan-not-approved', { details: { plan: plan.id, unit: sending.fromUnitId } });
  if (isApproved(plan)) return reject('plan-approved-already', { details: { plan: plan.id } });
  const found = itemsToIssue(plan, roster, new Map(), now, calendar);
  if ('rejected' in found) return found;
  return [{ type: 'PlanSentUp', data: { ...sending, draftVersion: plan.draftVersion, personId: personOf(actor) } }];
}

/** A ruling at one level. */
export interface DraftRuling {
  reviewId: string;
  attempt: number;
  unitId: string;
  how: 'approved' | 'passedOn' | 'returned';
  /** The draft that was seen. */
  draftVersion: number;
  /** Of a return: to whom, why, and by when the next attempt is due. */
  returned: { toUnitId: string; reason: string; day: Day } | null;
}

/** Rules on what was seen: a draft that has changed since is another one. */
export function ruleOnDraft(plan: PlanState, ruling: DraftRuling, actor: Actor): Decision {
  const { returned, how, ...said } = ruling;
  if (plan.status !== 'draft') return reject('plan-not-draft', { details: { status: plan.status } });
  // Nobody rules on their own draft, nor outside the review in which it was sent to them.
  if (liesWith(plan) !== ruling.unitId || plan.officeUnitId === ruling.unitId || !plan.openReviews.includes(ruling.reviewId)) return reject('plan-not-here', { details: { plan: plan.id, unit: liesWith(plan) } });
  if (ruling.draftVersion !== plan.draftVersion) return reject('draft-changed', { details: { plan: plan.id, seen: ruling.draftVersion, now: plan.draftVersion } });
  const data = { ...said, personId: personOf(actor) };
  if (returned !== null) return [{ type: 'PlanReturned', reason: returned.reason, data: { ...data, ...returned } }];
  return [{ type: how === 'approved' ? 'PlanApproved' : 'PlanPassedOn', data }];
}

/** Whether the draft has gone on since the review returned it: further down, or to be sent again. That another return was struck through meanwhile moved nothing where it went on. */
export function wentOn({ reviews }: Pick<PlanState, 'reviews'>, reviewId: string): boolean {
  const last = reviews.findLast((r, i) => r.act !== 'returnOverturned' || r.withUnitId !== reviews[i - 1]?.withUnitId);
  return last?.act !== 'returned' || last.reviewId !== reviewId;
}

/**
 * An objection to its return was upheld: as it now stands the draft lies again with the office that had returned it. Where it went on
 * meanwhile it stays with whom it lies, who may be changing it, and comes up as it went down.
 */
export function overturnReturn(plan: PlanState, said: { reviewId: string; attempt: number; unitId: string; toUnitId: string; reason: string }, actor: Actor): Decision {
  if (plan.status !== 'draft') return reject('plan-not-draft', { details: { status: plan.status } });
  const toUnitId = wentOn(plan, said.reviewId) ? liesWith(plan) : said.toUnitId;
  return [{ type: 'PlanReturnOverturned', reason: said.reason, data: { ...said, toUnitId, draftVersion: plan.draftVersion, personId: personOf(actor) } }];
}

/** Who sent it takes it back: from the level above, or, where that had returned it, out of the review. */
export function takeDraftBack(plan: PlanState, said: { reviewId: string; unitId: string; reason: string }, actor: Actor): Decision {
  if (!plan.openReviews.includes(said.reviewId)) return reject('plan-not-here', { details: { plan: plan.id, unit: liesWith(plan) } });
  return [{ type: 'PlanSendingTakenBack', reason: said.reason, data: { ...said, draftVersion: plan.draftVersion, personId: personOf(actor) } }];
}
