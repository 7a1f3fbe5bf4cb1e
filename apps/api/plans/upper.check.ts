import type { Identity } from '#libs/identity/identity';
import type { DraftItem } from '#libs/supervision/plan/draft';
import type { UpperPlan } from '#libs/supervision/plan/plan.events';
import { itemIdsOf } from '#libs/supervision/plan/plan.evolve';
import { notStanding } from '#libs/supervision/plan/plan.withdraw';
import { allow } from '../auth/session.guard';
import { problem, type ProblemError } from '../problems/problem';
import { rejected } from '../problems/rejection.table';
import type { PlanDesk } from './plan.desk';

function several(planIds: readonly string[]): ProblemError {
  return problem(400, 'malformed', `表中承接了多个上级计划（${planIds.join('、')}）：一份承接计划只对应一个上级计划，请分开导入`, `The sheet takes up several higher plans (${planIds.join(', ')}): a plan takes up one; import them apart`);
}

/**
 * The higher plan that an exported sheet says its items take up (承接自): as it stands in the log, since a sheet is no proof. What takes
 * up a plan goes up to that plan's office like any other, so that no sheet passes by the review.
 *
 * @throws ProblemError where it takes up several plans, one that is not there, that has ended or is the caller's own, or items that it has not
 */
export async function upperOfSheet(desk: PlanDesk, items: readonly DraftItem[], identity: Identity): Promise<UpperPlan | null> {
  const planIds = [...new Set(items.flatMap((i) => i.upper?.planId ?? []))];
  const [planId] = planIds;
  if (planId === undefined) return null;
  if (planIds.length > 1) throw several(planIds);
  const upper = await desk.load(planId);
  allow(identity, 'plan.read', { planId });
  const ended = notStanding(upper, 'upperPlanId');
  if (ended) throw rejected(ended.rejected);
  if (upper.officeUnitId === identity.unitId) throw rejected({ code: 'upper-plan-own', field: 'upperPlanId' });
  const has = new Set(itemIdsOf(upper));
  const missing = items.find((i) => i.upper !== undefined && !has.has(i.upper.itemId));
  if (missing) throw rejected({ code: 'not-found', field: 'upperItemId', details: { item: missing.upper?.itemId ?? '' } });
  return { planId, officeUnitId: upper.officeUnitId };
}
