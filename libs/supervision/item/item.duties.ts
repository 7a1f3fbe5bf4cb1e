import type { Calendar } from '../calendar/calendar';
import type { PolicyRules } from '../policy/policy';
import { livingUnit, type Roster } from '../roster/roster';
import { rulesOfUnit, type RulesSpan } from '../rules';
import { dayOf, endOfDay, latest, type Day, type Instant } from '../time/day';
import { restsLadder } from './evolve/requests';
import { attemptDayOf, deadlineOf, pausedWorkingDays } from './item.deadline';
import { correctedLateness } from './item.lateness';
import type { Assignment, ItemState, Paper, Step } from './item.types';
import { directorsOf, rulerOf, verifierOf } from './item.verifier';

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
  /** What keeps the ladder still, if anything does: then the one who rules has the next duty. */
  resting: 'decline' | 'extension' | 'reason' | null;
  /** No rung before it, though marks keep their moment. */
  restUntil: Instant | null;
  rules: PolicyRules;
}

/** An item is looked after until it is closed and no objection is left to rule on. */
export function isLookedAfter(state: ItemState): boolean {
  return state.closed === null || Object.values(state.requests).some((r) => r.status === 'open');
}

/** The request that rests the clock of a step, or of the receipt (null), if one is open. */
function restingRequest(state: ItemState, assignmentId: string, stepId: string | null): Duty['resting'] {
  for (const r of Object.values(state.requests)) {
    if (r.status !== 'open' || r.kind === 'objection' || r.assignmentId !== assignmentId) continue;
    if ((r.stepId === null || r.stepId === stepId) && restsLadder(state, r)) return r.kind;
  }
  return null;
}

/** A period of working days from a moment on, moved by the suspensions since, each of which arms the duty anew. */
function period(state: ItemState, calendar: Calendar, from: Instant, workingDays: number): Pick<Duty, 'since' | 'day' | 'arming'> {
  if (state.pauses.length === 0) return { since: from, day: calendar.addWorkingDays(dayOf(from), workingDays), arming: 1 };
  const resumed = state.pauses.filter((p) => p.to !== null && p.to > from);
  const paused = pausedWorkingDays(calendar, resumed, from, from);
  return { since: latest(from, resumed.at(-1)?.to), day: calendar.addWorkingDays(dayOf(from), workingDays + paused), arming: 1 + resumed.length };
}

/** The delivery of a step as it was found for an earlier state, if nothing that it depends on has changed since but the step's pauses. */
export type KnownDelivery = (step: Step, a: Assignment) => Duty | undefined;

class Register {
  readonly duties: Duty[] = [];
  readonly office: Duty['owedBy'];
  readonly officeRules: PolicyRules;

  constructor(
    readonly state: ItemState,
    readonly span: RulesSpan,
    readonly roster: Roster,
    readonly known: KnownDelivery,
  ) {
    this.office = { unitId: livingUnit(roster, state.officeUnitId), post: 'office', personId: null };
    this.officeRules = this.rulesOf(this.office.unitId);
  }

  rulesOf(unitId: string): PolicyRules {
    return rulesOfUnit(this.span, this.roster, unitId);
  }

  /** Adds a duty of so many working days; the office's own unless said otherwise. */
  add(id: string, kind: DutyKind, from: Instant, workingDays: number, more: Partial<Omit<Duty, 'id' | 'kind' | 'since' | 'day'>> = {}): void {
    const { since, day, arming } = period(this.state, this.span.calendar, from, workingDays);
    this.duties.push({
      id, kind, owedBy: more.owedBy ?? this.office, since, day, arming: more.arming ?? arming, assignmentId: more.assignmentId ?? null, stepId: more.stepId ?? null,
      resting: more.resting ?? null, restUntil: more.restUntil ?? null, rules: more.rules ?? this.officeRules,
    });
  }
}

function receipt(r: Register, a: Assignment): void {
  if (a.receivedAt !== null) return;
  const rules = r.rulesOf(a.unitId);
  r.add(`receipt:${a.id}`, 'receive', a.createdAt, rules.receiptWorkingDays, {
    owedBy: { unitId: a.unitId, post: 'assignee', personId: null },
    assignmentId: a.id,
    resting: restingRequest(r.state, a.id, null),
    restUntil: a.rungsRestUntil,
    rules,
  });
}

function delivery(r: Register, step: Step, a: Assignment): void {
  const { state, span } = r;
  if (step.status === 'done' || step.status === 'cancelled') return;
  if (step.status === 'open' && step.inApproval === null && step.pauses.length === 0) {
    const known = r.known(step, a);
    if (known) {
      r.duties.push(known);
      return;
    }
  }
  const rules = r.rulesOf(a.unitId);
  const assignee = { unitId: a.unitId, post: 'assignee' as const, personId: a.responsiblePersonId };
  const of = { assignmentId: a.id, stepId: step.id, rules };
  if (step.status === 'open') {
    const { day } = deadlineOf(step, span.calendar, rules, state.lastAt);
    r.duties.push({ id: `step:${step.id}`, kind: 'deliver', owedBy: assignee, since: step.armedAt, day: attemptDayOf(step, day), arming: step.arming, assignmentId: a.id, stepId: step.id, resting: restingRequest(state, a.id, step.id), restUntil: step.rungsRestUntil, rules });
    if (step.inApproval) {
      const from = step.approvals.at(-1)?.at ?? step.inApproval.at;
      r.add(`approve:${step.id}:${step.attempt}:${step.approvals.length + 1}:${from}`, 'approve', from, rules.approvalWorkingDays, { ...of, owedBy: { ...assignee, personId: null } });
    }
  }
  const pending = step.submissions.at(-1);
  if (step.status === 'submitted' && pending) {
    const unitId = verifierOf(state, a, r.roster) ?? r.office.unitId;
    r.add(`verify:${step.id}:${step.handIns}`, 'verify', pending.pendingSince, rules.verifyWorkingDays, { ...of, owedBy: { unitId, post: 'verifier', personId: null } });
  }
}

function quantification(r: Register): void {
  const { state } = r;
  if (state.quantified) return;
  const lead = quantifier(state);
  const owedBy = lead ? { unitId: lead.unitId, post: 'assignee' as const, personId: lead.responsiblePersonId } : r.office;
  const rules = r.rulesOf(owedBy.unitId);
  // What an amendment took away is owed anew, with rungs of its own.
  const id = state.quantifyFrom === state.issuedAt ? 'quantify' : `quantify:${state.quantifyFrom}`;
  r.add(id, 'quantify', state.quantifyFrom, rules.quantifyWorkingDays, { owedBy, rules, assignmentId: lead?.id ?? null });
}

function rulings(r: Register): void {
  for (const request of Object.values(r.state.requests)) {
    if (request.status !== 'open') continue;
    const owedBy = { ...r.office, unitId: rulerOf(r.state, request.unitId, r.roster) };
    r.add(`rule:${request.id}`, 'rule', request.recordedAt, r.officeRules.rulingWorkingDays, { owedBy, assignmentId: request.assignmentId, stepId: request.stepId });
  }
}

/** Whether a paper still speaks of things as they are: its step open in the arming that it was drawn up in, its lateness not overturned. */
export function isPaperOfNow(state: ItemState, paper: Paper): boolean {
  const step = state.steps[paper.stepId];
  if (!step || step.arming !== paper.arming || state.assignments[paper.assignmentId]?.status !== 'active') return false;
  if (step.status !== 'open' && step.status !== 'submitted') return false;
  // Past the deadline it is yellow's turn to speak.
  if (paper.kind === 'bluePaper') return step.marks.behind !== null && step.marks.overdue === null;
  return correctedLateness(state, step) === null;
}

function papers(r: Register): void {
  for (const p of Object.values(r.state.papers)) {
    const waits = p.status === 'drafted' || (p.status === 'issued' && p.kind === 'yellowPaper' && p.answer === null);
    if (!waits) continue;
    const step = r.state.steps[p.stepId];
    const a = r.state.assignments[p.assignmentId];
    // While a submission waits for its verifier the rungs rest, and so does a paper not yet signed.
    if (!step || !a || step.status !== 'open' || !isPaperOfNow(r.state, p)) continue;
    const of = { assignmentId: a.id, stepId: step.id, resting: restingRequest(r.state, a.id, step.id), restUntil: step.rungsRestUntil };
    if (p.status === 'drafted') r.add(`sign:${p.id}`, 'sign', p.draftedAt, r.officeRules.signWorkingDays, of);
    // A red paper takes the yellow one's place: nobody is asked twice for one thing.
    const overtaken = Object.values(r.state.papers).some((q) => q.stepId === p.stepId && q.arming === p.arming && q.kind === 'redPaper' && q.status === 'issued');
    if (p.status === 'issued' && p.settledAt !== null && !overtaken) {
      const rules = r.rulesOf(a.unitId);
      r.add(`answer:${p.id}`, 'answer', p.settledAt, rules.answerWorkingDays, { ...of, rules, owedBy: { unitId: a.unitId, post: 'assignee', personId: a.responsiblePersonId } });
    }
  }
}

/** What the end of the plan's period asks of the office: close or carry over what is open. A suspension does not stop the year. */
function yearEnd(r: Register): void {
  const { state, span, officeRules, office } = r;
  const end = endOfDay(state.period.to);
  const again = state.reopenedAt !== null && state.reopenedAt > end ? state.reopenedAt : null;
  const day = span.calendar.addWorkingDays(again === null ? state.period.to : dayOf(again), officeRules.yearEndWorkingDays);
  r.duties.push({ id: 'close-year', kind: 'closeYear', arming: 1 + state.reopenings, owedBy: office, since: again ?? end, day, assignmentId: null, stepId: null, resting: null, restUntil: null, rules: officeRules });
}

/** Every duty that stands open in the item, whoever owes it; once it is closed only rulings on objections are left. */
export function dutiesOf(state: ItemState, span: RulesSpan, roster: Roster, known: KnownDelivery = () => undefined): Duty[] {
  const r = new Register(state, span, roster, known);
  if (state.closed) {
    rulings(r);
    return r.duties;
  }
  if (state.suspended) {
    const { at, arming } = state.suspended;
    const owedBy = { ...r.office, unitId: directorsOf(state, roster)[0] ?? r.office.unitId };
    r.add('review-suspension', 'reviewSuspension', at, r.officeRules.suspensionReviewWorkingDays, { arming, owedBy });
    yearEnd(r);
    return r.duties;
  }
  for (const a of Object.values(state.assignments)) if (a.status === 'active') receipt(r, a);
  for (const step of Object.values(state.steps)) {
    const a = state.assignments[step.assignmentId];
    // What was handed in before the work went to another unit is judged all the same.
    if (a?.status === 'active' || (step.status === 'submitted' && a?.status !== 'dropped')) if (a) delivery(r, step, a);
  }
  quantification(r);
  rulings(r);
  papers(r);
  if (state.outcomeFrom !== null) r.add(`outcome:${state.outcomeFrom}`, 'settleOutcome', state.outcomeFrom, r.officeRules.outcomeWorkingDays);
  yearEnd(r);
  return r.duties;
}

/** Who gives the item its figures: the coordinator, else the first active lead or implementer. */
export function quantifier(state: ItemState): Assignment | undefined {
  const active = Object.values(state.assignments).filter((a) => a.status === 'active');
  return active.find((a) => a.coordinator) ?? active.find((a) => a.role !== 'participant') ?? active[0];
}
