import { standIn } from '../../actor';
import type { Instant } from '../../time/day';
import type { ItemEvent, ItemEventData } from '../item.events';
import type { Assignment, ItemState, Step } from '../item.types';
import { changeAssignment, changeStep, rearmed } from './change';

/** A newer value replaces an older one by its as-of day, not by the order in which they came in. */
export function progressReported(state: ItemState, data: ItemEventData['ProgressReported'], at: Instant): ItemState {
  const { assignmentId, stepId, percent, values } = data;
  const merged: Assignment['values'] = { ...state.assignments[assignmentId]?.values };
  for (const v of values) {
    const before = merged[v.targetId];
    if (!before || v.asOf >= before.asOf) merged[v.targetId] = { value: v.value, asOf: v.asOf };
  }
  const noProgress = (data.noProgressReason ?? '').trim() !== '';
  const lastReport = { at, text: noProgress ? data.noProgressReason! : data.text, percent, noProgress, flags: data.flags ?? [] };
  const next = changeAssignment(state, assignmentId, { values: merged, lastReport });
  if (stepId === null || percent === null) return next;
  return changeStep(next, stepId, (s) => ({ ...s, percent, percentReports: s.percentReports + 1, percentAt: at, marks: { ...s.marks, behind: null } }));
}

export function stepSubmitted(state: ItemState, event: Extract<ItemEvent, { type: 'StepSubmitted' }>): ItemState {
  const { stepId, attempt, text, evidenceIds, personId, flags = [], onBehalf } = event.data;
  const { occurredAt, recordedAt } = event.meta;
  // Sent out by the last approval, it is its author's all the same.
  const instead = state.steps[stepId]?.inApproval ?? standIn(event.meta.actor);
  const submission = { attempt, at: occurredAt, pendingSince: recordedAt, personId, ...(instead.insteadOf === undefined ? {} : { insteadOf: instead.insteadOf }), text, evidenceIds, flags, told: onBehalf ? { channel: onBehalf.channel, scanId: onBehalf.scanId } : null, outcome: 'pending' as const };
  return changeStep(state, stepId, (s) => ({ ...s, status: 'submitted', inApproval: null, submissions: [...s.submissions, submission], handIns: s.handIns + 1 }));
}

function settledSubmissions(step: Step, outcome: 'accepted' | 'returned' | 'recalled'): Step['submissions'] {
  return step.submissions.map((s) => (s.outcome === 'pending' ? { ...s, outcome } : s));
}

export function stepRecalled(state: ItemState, stepId: string): ItemState {
  return changeStep(state, stepId, (s) => ({ ...s, status: 'open', approvals: [], submissions: settledSubmissions(s, 'recalled') }));
}

export function stepReturned(state: ItemState, data: ItemEventData['StepReturned'], at: Instant): ItemState {
  return changeStep(state, data.stepId, (s) =>
    rearmed(s, at, { status: 'open', attempt: s.attempt + 1, attemptOpenedAt: at, attemptDay: data.attemptDay, returnedBy: data.personId, approvals: [], submissions: settledSubmissions(s, 'returned') }),
  );
}

export function stepAccepted(state: ItemState, data: ItemEventData['StepAccepted']): ItemState {
  return changeStep(state, data.stepId, (s) => ({ ...s, status: 'done', completedLate: data.late, submissions: settledSubmissions(s, 'accepted') }));
}
