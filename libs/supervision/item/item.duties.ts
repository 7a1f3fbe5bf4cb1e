import { rulesFor, type PolicyRules } from '../policy/policy';
import type { Roster } from '../roster/roster';
import type { RulesSpan } from '../rules';
import { dayOf, endOfDay, type Day, type Instant } from '../time/day';
import { attemptDayOf, deadlineOf } from './item.deadline';
import type { Assignment, ItemState, Step } from './item.types';
import { verifierOf } from './item.verifier';

export type DutyKind =
  | 'deliver' | 'receive' | 'quantify' | 'approve' | 'verify' | 'rule' | 'sign' | 'answer' | 'settleOutcome' | 'reviewSuspension' | 'closeYear';

/** Whatever somebody owes by a moment. */
export interface Duty {
  /** Stable within the item: `step:s1`, `receipt:a1`, `sign:p1`, … */
  id: string;
  kind: DutyKind;
  arming: number;
  owedBy: { unitId: string; post: 'assignee' | 'office' | 'verifier'; personId: string | null };
  /** Owed from this moment on. */
  since: Instant;
  /** Last day inclusive; null where the paper names none (the year's end then bounds it). */
  day: Day | null;
  assignmentId: string | null;
  stepId: string | null;
  /** What keeps the ladder still, if anything does. */
  resting: 'suspension' | 'decline' | 'extension' | 'reason' | null;
  rules: PolicyRules;
}

/** The request that rests a step's clock at the moment, if one is open. */
function restingRequest(state: ItemState, step: Step): 'decline' | 'extension' | 'reason' | null {
  for (const r of Object.values(state.requests)) {
    if (r.status !== 'open' || r.kind === 'objection' || r.assignmentId !== step.assignmentId) continue;
    if (r.stepId === null || r.stepId === step.id) return r.kind;
  }
  return null;
}

/** Units answer under the rules of their class. */
export function rulesOfUnit(span: RulesSpan, roster: Roster, unitId: string): PolicyRules {
  return rulesFor(span.policy, roster.units[unitId]?.unitClass ?? null);
}

function stepDuties(state: ItemState, step: Step, a: Assignment, span: RulesSpan, roster: Roster): Duty[] {
  const rules = rulesOfUnit(span, roster, a.unitId);
  const { calendar } = span;
  const assignee = { unitId: a.unitId, post: 'assignee' as const, personId: a.responsiblePersonId };
  const base = { assignmentId: a.id, stepId: step.id, rules, resting: null };
  const duties: Duty[] = [];
  if (step.status === 'open') {
    const deadline = deadlineOf(step, calendar, rules, state.lastAt);
    const since = step.attempt > 1 ? step.attemptOpenedAt : step.openedAt;
    duties.push({ ...base, id: `step:${step.id}`, kind: 'deliver', arming: step.arming, owedBy: assignee, since, day: attemptDayOf(step, deadline.day), resting: restingRequest(state, step) });
    if (step.inApproval) {
      const from = step.approvals.at(-1)?.at ?? step.inApproval.at;
      const stage = step.approvals.length + 1;
      duties.push({ ...base, id: `approve:${step.id}:${step.attempt}:${stage}:${from}`, kind: 'approve', arming: 1, owedBy: { ...assignee, personId: null }, since: from, day: calendar.addWorkingDays(dayOf(from), rules.approvalWorkingDays) });
    }
  }
  const pending = step.submissions.at(-1);
  if (step.status === 'submitted' && pending) {
    const unitId = verifierOf(state, a, roster) ?? state.officeUnitId;
    duties.push({ ...base, id: `verify:${step.id}:${step.submissions.length}`, kind: 'verify', arming: 1, owedBy: { unitId, post: 'verifier', personId: null }, since: pending.at, day: calendar.addWorkingDays(dayOf(pending.at), rules.verifyWorkingDays) });
  }
  return duties;
}

/** Every duty that stands open in the item, whoever owes it; empty once the item is closed. */
export function dutiesOf(state: ItemState, span: RulesSpan, roster: Roster): Duty[] {
  if (state.closed) return [];
  const { calendar } = span;
  const office = { unitId: state.officeUnitId, post: 'office' as const, personId: null };
  const officeRules = rulesOfUnit(span, roster, state.officeUnitId);
  const plain = { assignmentId: null, stepId: null, resting: null, rules: officeRules };
  const endOfPeriod = endOfDay(state.period.to);
  const closeYear: Duty = { ...plain, id: 'close-year', kind: 'closeYear', arming: 1, owedBy: office, since: endOfPeriod, day: calendar.addWorkingDays(state.period.to, officeRules.yearEndWorkingDays) };
  if (state.suspended) {
    const { at, arming } = state.suspended;
    const review: Duty = { ...plain, id: 'review-suspension', kind: 'reviewSuspension', arming, owedBy: office, since: at, day: calendar.addWorkingDays(dayOf(at), officeRules.suspensionReviewWorkingDays) };
    return [review, closeYear];
  }
  const duties: Duty[] = [];
  for (const a of Object.values(state.assignments)) {
    if (a.status !== 'active') continue;
    const rules = rulesOfUnit(span, roster, a.unitId);
    const declining = Object.values(state.requests).some((r) => r.status === 'open' && r.kind === 'decline' && r.assignmentId === a.id);
    if (a.receivedAt === null) {
      duties.push({ id: `receipt:${a.id}`, kind: 'receive', arming: a.arming, owedBy: { unitId: a.unitId, post: 'assignee', personId: null }, since: a.createdAt, day: calendar.addWorkingDays(dayOf(a.createdAt), rules.receiptWorkingDays), assignmentId: a.id, stepId: null, resting: declining ? 'decline' : null, rules });
    }
  }
  for (const step of Object.values(state.steps)) {
    const a = state.assignments[step.assignmentId];
    if (a?.status === 'active') duties.push(...stepDuties(state, step, a, span, roster));
  }
  if (!state.quantified) {
    const lead = quantifier(state);
    const owedBy = lead ? { unitId: lead.unitId, post: 'assignee' as const, personId: lead.responsiblePersonId } : office;
    const rules = rulesOfUnit(span, roster, owedBy.unitId);
    duties.push({ ...plain, rules, id: 'quantify', kind: 'quantify', arming: 1, owedBy, since: state.quantifyFrom, day: calendar.addWorkingDays(dayOf(state.quantifyFrom), rules.quantifyWorkingDays), assignmentId: lead?.id ?? null });
  }
  for (const r of Object.values(state.requests)) {
    if (r.status === 'open') duties.push({ ...plain, id: `rule:${r.id}`, kind: 'rule', arming: 1, owedBy: office, since: r.at, day: calendar.addWorkingDays(dayOf(r.at), officeRules.rulingWorkingDays), assignmentId: r.assignmentId, stepId: r.stepId });
  }
  for (const p of Object.values(state.papers)) {
    const step = state.steps[p.stepId];
    const a = state.assignments[p.assignmentId];
    // While a submission waits for its verifier the rungs rest, and so does a paper not yet signed.
    if (p.status === 'drafted' && step?.status === 'open') {
      duties.push({ ...plain, id: `sign:${p.id}`, kind: 'sign', arming: 1, owedBy: office, since: p.draftedAt, day: calendar.addWorkingDays(dayOf(p.draftedAt), officeRules.signWorkingDays), assignmentId: p.assignmentId, stepId: p.stepId });
    }
    if (p.status === 'issued' && p.kind === 'yellowPaper' && p.answer === null && p.settledAt !== null && step?.status === 'open' && step.arming === p.arming && a?.status === 'active') {
      const rules = rulesOfUnit(span, roster, a.unitId);
      duties.push({ ...plain, rules, id: `answer:${p.id}`, kind: 'answer', arming: 1, owedBy: { unitId: a.unitId, post: 'assignee', personId: a.responsiblePersonId }, since: p.settledAt, day: calendar.addWorkingDays(dayOf(p.settledAt), rules.answerWorkingDays), assignmentId: a.id, stepId: p.stepId });
    }
  }
  if (state.outcomeFrom !== null) {
    duties.push({ ...plain, id: `outcome:${state.outcomeFrom}`, kind: 'settleOutcome', arming: 1, owedBy: office, since: state.outcomeFrom, day: calendar.addWorkingDays(dayOf(state.outcomeFrom), officeRules.outcomeWorkingDays) });
  }
  duties.push(closeYear);
  return duties;
}

/** Who gives the item its figures: the coordinator, else the first active lead or implementer. */
export function quantifier(state: ItemState): Assignment | undefined {
  const active = Object.values(state.assignments).filter((a) => a.status === 'active');
  return active.find((a) => a.coordinator) ?? active.find((a) => a.role !== 'participant') ?? active[0];
}
