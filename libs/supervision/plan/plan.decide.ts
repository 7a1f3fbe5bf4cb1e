import type { OtherVerification } from '../item/item.types';
import type { DutyTemplate } from '../policy/duty-template';
import { reject, type Rejection } from '../rejection';
import { isDay, type Day } from '../time/day';
import type { DraftDecision, DraftItem } from './draft';
import type { NewPlanEvent } from './plan.events';
import type { PlanState } from './plan.evolve';

type Decision = NewPlanEvent[] | { rejected: Rejection };
export interface Settlement {
  decisionId: string;
  optionId: string;
  value: string | null;
}

function drafting(plan: PlanState): { rejected: Rejection } | null {
  return plan.status === 'draft' ? null : reject('plan-not-draft', { details: { status: plan.status } });
}

/** Records a person's answers to open questions. */
export function settleDecisions(plan: PlanState, settlements: readonly Settlement[]): Decision {
  const wrong = drafting(plan);
  if (wrong) return wrong;
  for (const [i, s] of settlements.entries()) {
    const decision = plan.decisions.find((d) => d.id === s.decisionId);
    if (!decision) return reject('decision-unknown', { field: `settlements[${i}].decisionId`, details: { id: s.decisionId } });
    if (!decision.options.some((o) => o.id === s.optionId)) return reject('option-unknown', { field: `settlements[${i}].optionId`, details: { id: s.decisionId, option: s.optionId } });
  }
  return settlements.length === 0 ? [] : [{ type: 'DecisionsSettled', data: { settlements: settlements.map(({ decisionId, optionId, value }) => ({ decisionId, optionId, value })), bulk: null } }];
}

/** The open questions of a kind that offer the option: what a bulk decision would settle. */
export function bulkOf(plan: PlanState, kind: string, optionId: string): DraftDecision[] {
  return plan.decisions.filter((d) => d.kind === kind && plan.settled[d.id] === undefined && d.options.some((o) => o.id === optionId));
}

/** Settles all open questions of a kind in one act, recorded as this person's. */
export function settleInBulk(plan: PlanState, kind: string, optionId: string): Decision {
  const wrong = drafting(plan);
  if (wrong) return wrong;
  const settlements = bulkOf(plan, kind, optionId).map((d) => ({ decisionId: d.id, optionId, value: null }));
  return settlements.length === 0 ? [] : [{ type: 'DecisionsSettled', data: { settlements, bulk: { kind, optionId } } }];
}

/** @param templates of the plan's policy: choosing one sets how often the duty returns, null takes both away */
export function changeDraftItem(plan: PlanState, itemKey: string, change: Partial<Pick<DraftItem, 'number' | 'title' | 'leads' | 'participants' | 'units' | 'deadline' | 'dutyTemplate'>>, templates: readonly DutyTemplate[] = []): Decision {
  const wrong = drafting(plan);
  if (wrong) return wrong;
  if (!plan.items.some((i) => i.key === itemKey)) return reject('not-found', { field: 'itemKey' });
  if (change.dutyTemplate == null) return [{ type: 'DraftItemChanged', data: { itemKey, change: change.dutyTemplate === null ? { ...change, recurrence: null } : change } }];
  const template = templates.find((t) => t.id === change.dutyTemplate && !t.retired);
  if (!template) return reject('duty-template-unknown', { field: 'dutyTemplate', details: { id: change.dutyTemplate } });
  return [{ type: 'DraftItemChanged', data: { itemKey, change: { ...change, recurrence: template.cadence } } }];
}

export function setPeriod(plan: PlanState, from: Day, to: Day): Decision {
  const wrong = drafting(plan);
  if (wrong) return wrong;
  if (!isDay(from)) return reject('date-invalid', { field: 'from' });
  if (!isDay(to) || to < from) return reject('date-invalid', { field: 'to' });
  return [{ type: 'PlanPeriodSet', data: { period: { from, to }, year: Number(to.slice(0, 4)) } }];
}

/** Who supervises, and which body leads (联席会议): difficulties go before it, and meetings are its own. */
export function setParties(plan: PlanState, parties: { supervisingUnitId: string | null; conferenceUnitId: string | null }): Decision {
  return drafting(plan) ?? [{ type: 'PlanPartiesSet', data: parties }];
}

/** Who accepts where the usual verifier shares the assignee's roof: set up once for a plan. */
export function arrangeVerification(plan: PlanState, otherVerification: OtherVerification): Decision {
  return drafting(plan) ?? [{ type: 'VerificationArranged', data: { otherVerification } }];
}

export function discardDraft(plan: PlanState, reason: string): Decision {
  // What was carried over from last year is supervised here or nowhere; a copy of the draft that was imported again holds nothing of its own.
  const carriedOver = plan.items.filter((i) => plan.carriedOver.includes(i.key)).length;
  if (carriedOver > 0) return reject('not-empty', { field: 'items', details: { carriedOver } });
  return drafting(plan) ?? [{ type: 'PlanDraftDiscarded', reason, data: { reason } }];
}
