import type { PolicyRules } from '../policy/policy';
import { reject, type Rejection } from '../rejection';
import { liesWith, type Reviewed } from './plan.review.state';

/** Why a draft takes no changes: it lies with a level above. */
export function underReview(plan: Pick<Reviewed, 'officeUnitId' | 'reviews'>): { rejected: Rejection } | null {
  const unitId = liesWith(plan);
  return unitId === plan.officeUnitId ? null : reject('plan-under-review', { details: { unit: unitId, review: plan.reviews.at(-1)?.reviewId ?? null } });
}

/** Why a draft cannot end yet: a review of it is open, in which somebody still owes something. */
export function inReview(plan: Reviewed): { rejected: Rejection } | null {
  const away = underReview(plan);
  if (away) return away;
  const [review] = plan.openReviews;
  return review === undefined ? null : reject('plan-under-review', { details: { unit: plan.officeUnitId, review } });
}

/** Whether a unit above reads the draft: it was sent there once. */
export function wasSentTo(plan: Pick<Reviewed, 'reviews'>, unitId: string): boolean {
  return plan.reviews.some((r) => r.act === 'sent' && r.withUnitId === unitId);
}

/** Whether a level has approved the draft as it now stands, and not returned it since. */
export function isApprovedBy(plan: Pick<Reviewed, 'reviews' | 'draftVersion'>, unitId: string): boolean {
  const ruling = plan.reviews.findLast((r) => r.unitId === unitId && (r.act === 'approved' || r.act === 'passedOn' || r.act === 'returned'));
  return ruling !== undefined && ruling.act !== 'returned' && ruling.draftVersion === plan.draftVersion;
}

/** Whether the last word above was said on the draft as it now stands, and by the office of the higher plan among others. */
export function isApproved(plan: Reviewed): boolean {
  const last = plan.reviews.at(-1);
  return plan.upper !== null && last?.act === 'approved' && last.draftVersion === plan.draftVersion && isApprovedBy(plan, plan.upper.officeUnitId);
}

/** Why a plan that takes up a higher one may not be issued (先审后发); null where it may. @param rule of the higher plan's policy */
export function notApproved(plan: Reviewed & { id: string }, rule: PolicyRules['lowerPlans']): { rejected: Rejection } | null {
  if (plan.upper === null) return null;
  if (isApproved(plan)) return null;
  if (rule === 'inform') return inReview(plan);
  return underReview(plan) ?? reject('plan-not-approved', { details: { plan: plan.id, unit: plan.upper.officeUnitId } });
}
