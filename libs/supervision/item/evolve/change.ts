import type { Instant } from '../../time/day';
import type { NewAssignment, NewStep } from '../item.events';
import type { Assignment, ItemState, NewDate, Pause, Step, StepMarks } from '../item.types';

/** Small changes of the state that the folds are made of. */

export const NO_MARKS: StepMarks = { behind: null, dueSoon: null, overdue: null, red: null };

export function assignmentOf(a: NewAssignment, at: Instant, assignedBy: string | null): Assignment {
  return {
    id: a.id,
    unitId: a.unitId,
    role: a.role,
    coordinator: a.coordinator,
    ...(a.groupId === undefined ? {} : { groupId: a.groupId }),
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
}

function stepOf(s: NewStep, at: Instant, account: Pick<Step, 'extensions' | 'pauses'>): Step {
  return {
    id: s.id,
    assignmentId: s.assignmentId,
    title: s.title,
    period: s.period,
    basis: s.basis,
    evidenceRequired: s.evidenceRequired,
    ...(s.asks === undefined ? {} : { asks: s.asks }),
    ...(s.workingDays === undefined ? {} : { workingDays: s.workingDays }),
    ...(s.after === undefined ? {} : { after: s.after }),
    ...(s.planned === undefined ? {} : { planned: s.planned }),
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
}

/** The same step with its ladder armed anew: fresh marks, no fired rung counts. */
export function rearmed(step: Step, at: Instant, change: Partial<Step>): Step {
  return { ...step, arming: step.arming + 1, armedAt: at, marks: NO_MARKS, rungsRestUntil: null, ...change };
}

/** Opens steps. One that continues another's takes over its account; one opened during a suspension rests with the item. */
export function withSteps(state: ItemState, steps: readonly NewStep[], at: Instant): ItemState {
  if (steps.length === 0) return state;
  const all = { ...state.steps };
  for (const s of steps) {
    const before = s.continues === undefined ? undefined : state.steps[s.continues];
    const pauses: Pause[] = before?.pauses ?? (state.suspended ? [{ from: at, to: null, cause: 'suspension', annulled: false }] : []);
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
