import { standIn } from '../../actor';
import type { Instant } from '../../time/day';
import type { ItemEvent, ItemEventData } from '../item.events';
import type { Assignment, Figure, ItemState, Step } from '../item.types';
import { changeAssignment, changeStep, isUnderWay, rearmed, withSteps } from './change';

/** Takes a value in by its as-of day, not by the order in which they came in; a later word on the same day replaces the earlier one. */
function withFigure(a: Pick<Assignment, 'values' | 'figures'>, targetId: string, figure: Figure): Pick<Assignment, 'values' | 'figures'> {
  const others = (a.figures[targetId] ?? []).filter((f) => f.asOf !== figure.asOf);
  const at = others.findIndex((f) => f.asOf > figure.asOf);
  const all = at < 0 ? [...others, figure] : [...others.slice(0, at), figure, ...others.slice(at)];
  const { value, asOf } = all.at(-1)!;
  return { values: { ...a.values, [targetId]: { value, asOf } }, figures: { ...a.figures, [targetId]: all } };
}

/** A value that was wrong gets another for its day; what was published before keeps what it said. */
export function valueCorrected(state: ItemState, { assignmentId, targetId, value, asOf }: ItemEventData['ValueCorrected']): ItemState {
  const a = state.assignments[assignmentId];
  return a ? changeAssignment(state, assignmentId, withFigure(a, targetId, { asOf, value, event: state.version + 1 })) : state;
}

export function evidenceAttached(state: ItemState, { evidenceId, ...rest }: ItemEventData['EvidenceAttached'], at: Instant): ItemState {
  const a = state.assignments[rest.assignmentId];
  const next = { ...state, evidence: { ...state.evidence, [evidenceId]: { id: evidenceId, ...rest, at } } };
  return a ? changeAssignment(next, a.id, { newEvidence: a.newEvidence + 1 }) : next;
}

export function progressReported(state: ItemState, data: ItemEventData['ProgressReported'], at: Instant): ItemState {
  const { assignmentId, stepId, percent, values } = data;
  let told: Pick<Assignment, 'values' | 'figures'> = { values: state.assignments[assignmentId]?.values ?? {}, figures: state.assignments[assignmentId]?.figures ?? {} };
  for (const { targetId, value, asOf } of values) told = withFigure(told, targetId, { asOf, value, event: state.version + 1 });
  const noProgress = (data.noProgressReason ?? '').trim() !== '';
  const lastReport = { at, text: noProgress ? data.noProgressReason! : data.text, percent, noProgress, flags: data.flags ?? [] };
  const next = begun(changeAssignment(state, assignmentId, { ...told, lastReport, newEvidence: 0 }), assignmentId, stepId, noProgress ? null : at);
  if (stepId === null || percent === null) return next;
  return changeStep(next, stepId, (s) => ({ ...s, percent, percentReports: s.percentReports + 1, percentAt: at, marks: { ...s.marks, behind: null } }));
}

/** A report of work begins the step that it names, or the only one that its unit has to do. */
function begun(state: ItemState, assignmentId: string, stepId: string | null, at: Instant | null): ItemState {
  if (at === null) return state;
  const open = Object.values(state.steps).filter((s) => s.assignmentId === assignmentId && isUnderWay(s));
  const id = stepId ?? (open.length === 1 ? open[0]!.id : null);
  return id === null ? state : changeStep(state, id, (s) => ({ ...s, begunAt: s.begunAt ?? at }));
}

export function stepSubmitted(state: ItemState, event: Extract<ItemEvent, { type: 'StepSubmitted' }>): ItemState {
  const { stepId, attempt, text, evidenceIds, personId, flags = [], onBehalf } = event.data;
  const { occurredAt, recordedAt } = event.meta;
  // Sent out by the last approval, it is its author's all the same.
  const instead = state.steps[stepId]?.inApproval ?? standIn(event.meta.actor);
  const submission = { attempt, at: occurredAt, pendingSince: recordedAt, personId, ...(instead.insteadOf === undefined ? {} : { insteadOf: instead.insteadOf }), text, evidenceIds, flags, told: onBehalf ? { channel: onBehalf.channel, scanId: onBehalf.scanId } : null, outcome: 'pending' as const };
  return changeStep(state, stepId, (s) => ({ ...s, status: 'submitted', begunAt: s.begunAt ?? occurredAt, inApproval: null, submissions: [...s.submissions, submission], handIns: s.handIns + 1 }));
}

function settledSubmissions(step: Step, outcome: 'accepted' | 'returned' | 'recalled'): Step['submissions'] {
  return step.submissions.map((s) => (s.outcome === 'pending' ? { ...s, outcome } : s));
}

export function stepRecalled(state: ItemState, stepId: string): ItemState {
  return changeStep(state, stepId, (s) => ({ ...s, status: 'open', approvals: [], submissions: settledSubmissions(s, 'recalled') }));
}

export function stepReturned(state: ItemState, data: ItemEventData['StepReturned'], at: Instant): ItemState {
  const { goesOn } = data;
  if (goesOn !== null) {
    // Nobody attempts it any more; the days in which the return may be disputed count from now.
    const ended = changeStep(state, data.stepId, (s) => ({ ...s, goesOnAs: goesOn.step?.id ?? null, status: 'cancelled', attemptOpenedAt: at, returnedBy: data.personId, approvals: [], submissions: settledSubmissions(s, 'returned') }));
    return withSteps(ended, goesOn.step === null ? [] : [goesOn.step], at);
  }
  return changeStep(state, data.stepId, (s) =>
    rearmed(s, at, { status: 'open', attempt: s.attempt + 1, attemptOpenedAt: at, attemptDay: data.attemptDay, returnedBy: data.personId, approvals: [], submissions: settledSubmissions(s, 'returned') }),
  );
}

export function stepAccepted(state: ItemState, data: ItemEventData['StepAccepted']): ItemState {
  const done = changeStep(state, data.stepId, (s) => ({ ...s, status: 'done', completedLate: data.late, submissions: settledSubmissions(s, 'accepted') }));
  const a = done.assignments[done.steps[data.stepId]?.assignmentId ?? ''];
  return a ? changeAssignment(done, a.id, { newEvidence: 0 }) : done;
}
