import type { Instant } from '../../time/day';
import type { NewAssignment, NewStep } from '../item.events';
import type { Assignment, ItemState, NewDate, Pause, Step, StepMarks } from '../item.types';

/** Small changes of the state that the folds are made of. */

export const NO_MARKS: StepMarks = { behind: null, dueSoon: null, overdue: null, red: null };

export function assignmentOf(a: NewAssignment, at: Instant, assignedBy: string | null): Assignment {
  const assignment: Assignment = {
    id: a.id,
    unitId: a.unitId,
    role: a.role,
    coordinator: a.coordinator,
    createdAt: at,
    assignedBy,
    receivedAt: null,
    receivedBy: null,
    responsiblePersonId: null,
    status: 'active',
    arming: 1,
    rungsRestUntil: null,
    lastUrgedAt: null,
    values: {},
    figures: {},
    lastReport: null,
    newEvidence: 0,
  };
  if (a.groupId !== undefined) assignment.groupId = a.groupId;
  return assignment;
}

/** Work that goes on in other hands: what was told stays told, and what was decided about it holds for who goes on with it; not for who has a share of its own. */
export function succeeded(state: ItemState, formerId: string, takerId: string, there?: Assignment): ItemState {
  const by = { by: takerId, event: state.version + 1 };
  if (there) return changeAssignment(state, formerId, { succeeded: { ...by, beside: Object.fromEntries(Object.entries(there.values).map(([targetId, { value }]) => [targetId, value])) } });
  const next = changeAssignment(state, formerId, { succeeded: by });
  const overlaps = state.overlaps.map((o) => (o.sources.includes(formerId) && !o.sources.includes(takerId) ? { ...o, sources: [...o.sources, takerId] } : o));
  return state.overlaps.length === 0 ? next : { ...next, overlaps };
}

function stepOf(s: NewStep, at: Instant, account: Pick<Step, 'extensions' | 'pauses'>): Step {
  const step: Step = {
    id: s.id,
    assignmentId: s.assignmentId,
    title: s.title,
    period: s.period,
    basis: s.basis,
    evidenceRequired: s.evidenceRequired,
    begunAt: null,
    extensions: account.extensions,
    openedAt: at,
    status: 'open',
    attempt: 1,
    arming: 1,
    armedAt: at,
    attemptOpenedAt: at,
    attemptDay: null,
    returnedBy: null,
    approvals: [],
    inApproval: null,
    submissions: [],
    handIns: 0,
    marks: NO_MARKS,
    pauses: account.pauses,
    rungsRestUntil: null,
    completedLate: false,
    percent: null,
    percentReports: 0,
    percentAt: null,
  };
  if (s.asks !== undefined) step.asks = s.asks;
  if (s.workingDays !== undefined) step.workingDays = s.workingDays;
  if (s.after !== undefined) step.after = s.after;
  if (s.planned !== undefined) step.planned = s.planned;
  if (s.redoes !== undefined) step.redoes = s.redoes;
  if (s.resumes !== undefined) step.resumes = { stepId: s.resumes, dates: account.extensions.length };
  return step;
}

/** The same step with its ladder armed anew: fresh marks, no fired rung counts. */
export function rearmed(step: Step, at: Instant, change: Partial<Step>): Step {
  return { ...step, arming: step.arming + 1, armedAt: at, marks: NO_MARKS, rungsRestUntil: null, ...change };
}

/** Pauses that a step is born into: of a suspended item, and of an assignment whose refusal waits for its ruling. */
export function pausesAt(state: ItemState, assignmentId: string, at: Instant): Pause[] {
  const declined = Object.values(state.requests).some((r) => r.status === 'open' && r.kind === 'decline' && r.assignmentId === assignmentId);
  const causes: Pause['cause'][] = [...(state.suspended ? ['suspension' as const] : []), ...(declined ? ['decline' as const] : [])];
  return causes.map((cause) => ({ from: at, to: null, cause, annulled: false }));
}

/** Opens steps. One that continues another's takes over its account; one opened during a pause rests from its first moment. */
export function withSteps(state: ItemState, steps: readonly NewStep[], at: Instant): ItemState {
  if (steps.length === 0) return state;
  const all = { ...state.steps };
  for (const s of steps) {
    const before = s.continues === undefined ? undefined : state.steps[s.continues];
    const pauses: Pause[] = before?.pauses ?? pausesAt(state, s.assignmentId, at);
    const given: NewDate[] = s.day === undefined ? [] : [{ day: s.day, by: 'transfer', requestId: null, grantedAt: at }];
    all[s.id] = { ...stepOf(s, at, { extensions: [...(before?.extensions ?? []), ...given], pauses }), ...(before ? placeOf(before) : {}) };
  }
  const goOn = new Map(steps.flatMap((s) => (s.continues === undefined ? [] : [[s.continues, s.id]])) as [string, string][]);
  for (const [id, step] of Object.entries(all)) if (step.after?.some((a) => goOn.has(a))) all[id] = { ...step, after: step.after.map((a) => goOn.get(a) ?? a) };
  return { ...state, steps: all };
}

/** What a step that goes on under another unit keeps of its place in the schedule; what waited for it waits for its continuation. */
function placeOf({ workingDays, after, planned, begunAt }: Step): Partial<Step> {
  return { ...(workingDays === undefined ? {} : { workingDays }), ...(after === undefined ? {} : { after }), ...(planned === undefined ? {} : { planned }), begunAt };
}

export function changeStep(state: ItemState, id: string, change: (step: Step) => Step): ItemState {
  const step = state.steps[id];
  return step ? { ...state, steps: { ...state.steps, [id]: change(step) } } : state;
}

export function changeAssignment(state: ItemState, id: string, change: Partial<Assignment>): ItemState {
  const a = state.assignments[id];
  return a ? { ...state, assignments: { ...state.assignments, [id]: { ...a, ...change } } } : state;
}

export function changePaper(state: ItemState, id: string, change: Partial<ItemState['papers'][string]>): ItemState {
  const paper = state.papers[id];
  return paper ? { ...state, papers: { ...state.papers, [id]: { ...paper, ...change } } } : state;
}

export function mapSteps(state: ItemState, which: (step: Step) => boolean, change: (step: Step) => Step): ItemState {
  const steps: Record<string, Step> = {};
  for (const [id, step] of Object.entries(state.steps)) steps[id] = which(step) ? change(step) : step;
  return { ...state, steps };
}

/** The assignment's work ends with it; what lies with its verifier is still judged, unless its step goes on as one of these. */
export function movedOn(state: ItemState, assignmentId: string, steps: readonly NewStep[]): ItemState {
  const goesOn = new Set(steps.map((s) => s.continues));
  const ends = (s: Step): boolean => s.assignmentId === assignmentId && (s.status === 'open' || (s.status === 'submitted' && goesOn.has(s.id)));
  return mapSteps(state, ends, (s) => ({ ...s, status: 'cancelled', inApproval: null }));
}

/** Whether work on the step is still awaited or judged. */
export function isUnderWay(step: Step): boolean {
  return step.status === 'open' || step.status === 'submitted';
}

export function closePauses(pauses: Pause[], cause: Pause['cause'], at: Instant, annulled: boolean): Pause[] {
  return pauses.map((p) => (p.cause === cause && p.to === null ? { ...p, to: at, annulled } : p));
}

/** Notes that a mark or rung of a duty has fired, with the moment of its real issue. */
export function fire(state: ItemState, data: { duty: string; arming: number; rung: string }, at: Instant): ItemState {
  const key = `${data.duty}/${data.arming}`;
  return { ...state, fired: { ...state.fired, [key]: { ...state.fired[key], [data.rung]: at } } };
}
