import type { NoticeKind } from '../notice-kind';
import type { DomainEvent } from '../event';
import { accepterOf } from '../proceeding/acting';
import type { ProceedingNotice, ToldOne } from '../proceeding/proceeding';
import type { Roster } from '../roster/roster';
import type { PlanReviewEventData, PlanReviewState, Ruled } from './plan-review.events';

const KIND: Readonly<Record<Ruled, NoticeKind>> = { returned: 'planReturned', passedOn: 'planPassedOn', approved: 'planApproved' };

/** Titles of the plans, in book-title marks. */
function titles(state: PlanReviewState, planIds: readonly string[]): string {
  return planIds.map((id) => `《${state.plans[id]?.title ?? id}》`).join('');
}

export function noticesOfPlanReview(event: DomainEvent, state: PlanReviewState, roster: Roster): ProceedingNotice[] {
  const id = `v${state.version}`;
  const to = (unitId: string, why: ToldOne['why']): ToldOne[] => [{ unitId, post: 'office', personId: null, why }];
  const notice = (kind: NoticeKind, whom: ToldOne[], planIds: readonly string[], text: string): ProceedingNotice => ({ id: `${id}.${kind}`, kind, to: whom, text, deadline: null, subject: planIds.length === 1 ? planIds[0]! : null });
  switch (event.type as keyof PlanReviewEventData) {
    case 'PlanReviewOpened':
    case 'PlanReviewResent': {
      const { list, text } = event.data as PlanReviewEventData['PlanReviewResent'];
      const planIds = list.map((p) => p.planId);
      return [notice('planSentUp', to(state.officeUnitId, 'ruling'), planIds, `${titles(state, planIds)}：${text}`)];
    }
    case 'PlanReviewRuled': {
      const { rulings } = event.data as PlanReviewEventData['PlanReviewRuled'];
      const agreed = (['passedOn', 'approved'] as const).flatMap((how) => {
        const planIds = rulings.filter((r) => r.how === how).map((r) => r.planId);
        return planIds.length === 0 ? [] : [notice(KIND[how], to(state.fromUnitId, 'informed'), planIds, titles(state, planIds))];
      });
      const returned = rulings.filter((r) => r.how === 'returned').map((r) => ({ ...notice(KIND.returned, to(state.fromUnitId, 'assignee'), [r.planId], `${titles(state, [r.planId])}：${r.reason ?? ''}`), id: `${id}.planReturned.${r.planId}`, deadline: r.day }));
      return [...returned, ...agreed];
    }
    case 'PlanReviewTakenBack': {
      const { planIds, reason } = event.data as PlanReviewEventData['PlanReviewTakenBack'];
      return [notice('planTakenBack', to(state.officeUnitId, 'informed'), planIds, `${titles(state, planIds)}：${reason}`)];
    }
    case 'PlanReviewSentOn': {
      const { planIds } = event.data as PlanReviewEventData['PlanReviewSentOn'];
      return [notice('planSentOn', to(state.fromUnitId, 'informed'), planIds, titles(state, planIds))];
    }
    case 'PlanReviewSettledAbove': {
      const { planIds } = event.data as PlanReviewEventData['PlanReviewSettledAbove'];
      return [notice('planApproved', to(state.fromUnitId, 'informed'), planIds, titles(state, planIds))];
    }
    case 'PlanReturnObjected': {
      const { planId, reason } = event.data as PlanReviewEventData['PlanReturnObjected'];
      const ruler = accepterOf(state, state.fromUnitId, roster);
      return [notice('planReturnObjected', [{ unitId: ruler, post: ruler === state.officeUnitId ? 'office' : 'liaison', personId: null, why: 'ruling' }], [planId], `${titles(state, [planId])}：${reason}`)];
    }
    case 'PlanReturnObjectionRuled': {
      const { planId, upheld, reason, day } = event.data as PlanReviewEventData['PlanReturnObjectionRuled'];
      return [{ ...notice(upheld ? 'planReturnOverturned' : 'planReturnStands', to(state.fromUnitId, 'assignee'), [planId], `${titles(state, [planId])}：${reason}`), deadline: day }];
    }
    default:
      return [];
  }
}
