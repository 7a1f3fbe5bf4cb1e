import type { ProceedingKind, ProceedingSummary } from '../proceeding/proceeding';
import { consequencesOfPlanReview, decidePlanReview, openPlanReview } from './plan-review.decide';
import { dutiesOfPlanReview } from './plan-review.duties';
import type { PlanReviewCommand, PlanReviewState, ReviewedPlan, ReviewedStatus } from './plan-review.events';
import { beginPlanReview, foldPlanReview } from './plan-review.evolve';
import { PLAN_REVIEW_HAND_OVER } from './plan-review.hand-over';
import { noticesOfPlanReview } from './plan-review.notices';
import { isLate, latenessesOfReview } from './plan-review.objections';

export type { ListedPlan, PlanReviewCommand, PlanReviewEventData, PlanReviewState, PlanRuling, ReviewedPlan, ReviewedStatus } from './plan-review.events';

function summary(state: PlanReviewState): ProceedingSummary {
  const plans = Object.values(state.plans);
  const count = (status: ReviewedStatus): number => plans.filter((p) => p.status === status).length;
  const waits: readonly ReviewedStatus[] = ['sent', 'returned', 'passedOn', 'sentOn'];
  return {
    status: state.closed?.how ?? waits.find((s) => count(s) > 0) ?? 'sent',
    unitIds: [state.fromUnitId, state.officeUnitId],
    facts: {
      fromUnitId: state.fromUnitId,
      plans: plans.length,
      sent: count('sent'),
      returned: count('returned'),
      passedOn: count('passedOn') + count('sentOn'),
      approved: count('approved'),
      takenBack: count('takenBack'),
      latePlans: plans.filter((p) => isLate(p, state)).length,
    },
    text: [state.title, ...state.sendings.map((s) => s.text), ...plans.map((p) => p.title)].join(' '),
  };
}

export const PLAN_REVIEW: ProceedingKind<PlanReviewState, PlanReviewCommand> = {
  name: 'plan-review',
  words: { zh: '计划报审', en: 'review of plans' },
  material: { PlanReviewOpened: true, PlanReviewResent: true, PlanReviewRuled: true, PlanReviewTakenBack: true, PlanReviewSentOn: true, PlanReviewBroughtBack: true, PlanReviewSettledAbove: true, PlanReviewerNamed: true, PlanReturnObjected: true, PlanReturnObjectionRuled: true, PlanReviewEnded: true },
  eventWords: {
    PlanReviewOpened: { zh: '报送审核', en: 'sent up for review' },
    PlanReviewResent: { zh: '修改后重新报送', en: 'sent up again' },
    PlanReviewRuled: { zh: '审核', en: 'ruled on' },
    PlanReviewTakenBack: { zh: '撤回报审', en: 'taken back' },
    PlanReviewSentOn: { zh: '转报上级', en: 'sent on to the level above' },
    PlanReviewBroughtBack: { zh: '自上级撤回', en: 'taken back from the level above' },
    PlanReviewSettledAbove: { zh: '上级审核同意', en: 'approved above' },
    PlanReviewerNamed: { zh: '指定审核人', en: 'reviewer named' },
    PlanReturnObjected: { zh: '对退回提出异议', en: 'objection to a return' },
    PlanReturnObjectionRuled: { zh: '裁定对退回的异议', en: 'objection to a return ruled on' },
    PlanReviewEnded: { zh: '报审办结', en: 'review ended' },
  },
  afterClose: new Set(),
  begin: beginPlanReview,
  fold: foldPlanReview,
  open: openPlanReview,
  decide: decidePlanReview,
  consequences: consequencesOfPlanReview,
  duties: dutiesOfPlanReview,
  moments: () => [],
  notices: noticesOfPlanReview,
  handsOver: PLAN_REVIEW_HAND_OVER,
  latenesses: latenessesOfReview,
  summary,
  view: (state) => ({ fromUnitId: state.fromUnitId, sendings: state.sendings, reviewers: state.reviewers, objections: Object.values(state.objections), plans: Object.values(state.plans).map((p) => ({ ...p, late: isLate(p, state) })) }),
};
