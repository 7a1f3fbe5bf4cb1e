import type { Actor } from '../actor';
import type { NoticeKind } from '../notice-kind';
import type { ToldOne } from '../proceeding/told';
import type { NewPlanEvent, PlanEvent } from './plan.events';
import type { PlanState } from './plan.evolve';

/** A notice of a plan as a whole. */
export interface PlanNotice {
  /** Unique in the plan, and the same on every replay. */
  id: string;
  kind: Extract<NoticeKind, 'requested' | 'takenBack' | 'ruled' | 'lowerPlanIssued'>;
  to: ToldOne[];
  text: string;
}

/** Who may rule on what the office proposes: the leading body, else who supervises, and the leaders where the office has its seat. */
function leaders({ conferenceUnitId, supervisingUnitId, officeUnitId }: PlanState, why: ToldOne['why']): ToldOne[] {
  const units = new Set([conferenceUnitId ?? supervisingUnitId ?? officeUnitId, officeUnitId]);
  return [...units].map((unitId) => ({ unitId, post: 'leader', personId: null, why }));
}

/** What an event of a plan tells, and whom; it needs the plan alone, so that a rebuild finds the same. @param plan as it is after the event */
export function noticesOfPlan(event: PlanEvent, plan: PlanState): PlanNotice[] {
  switch (event.type) {
    case 'PlanIssued':
      return plan.upper === null ? [] : [{ id: 'issued', kind: 'lowerPlanIssued', to: [{ unitId: plan.upper.officeUnitId, post: 'office', personId: null, why: 'informed' }], text: plan.plan.title }];
    case 'PlanWithdrawalProposed': {
      const { number, basis, reason } = event.data;
      return [{ id: `withdrawal.${number}`, kind: 'requested', to: leaders(plan, 'ruling'), text: `申请撤回计划（${basis}）：${reason}` }];
    }
    case 'PlanWithdrawalTakenBack':
      return [{ id: `withdrawal.${event.data.number}.takenBack`, kind: 'takenBack', to: leaders(plan, 'informed'), text: event.data.reason }];
    case 'PlanWithdrawalRefused':
    case 'PlanWithdrawn': {
      const { number, reason } = event.data;
      const proposal = plan.withdrawals.find((w) => w.number === number);
      if (!proposal) return [];
      const { unitId, personId } = proposal.proposedBy;
      const ruled = event.type === 'PlanWithdrawn' ? '准予撤回' : '不予撤回';
      return [{ id: `withdrawal.${number}.ruled`, kind: 'ruled', to: [{ unitId, post: 'office', personId, why: 'informed' }], text: `${ruled}：${reason}` }];
    }
    default:
      return [];
  }
}

/** Somebody of the unit has read it; the first of them holds. */
export function readNoticeOfPlan(plan: PlanState, noticeId: string, actor: Actor): NewPlanEvent[] {
  if (actor.kind !== 'person' || plan.readNotices[`${noticeId}/${actor.unitId}`] !== undefined) return [];
  return [{ type: 'NoticeRead', data: { noticeId, unitId: actor.unitId, personId: actor.personId } }];
}
