import { endOfDay, type Instant } from '../time/day';
import { MATERIAL, type ItemEvent, type ItemEventData, type NewAssignment, type NewStep } from './item.events';
import type { Assignment, ItemState, Pause, Step, StepMarks } from './item.types';

const NO_MARKS: StepMarks = { dueSoon: null, overdue: null, red: null };

function assignmentOf(a: NewAssignment, at: Instant): Assignment {
  return {
    ...a,
    createdAt: at,
    receivedAt: null,
    receivedBy: null,
    responsiblePersonId: null,
    status: 'active',
    arming: 1,
    lastUrgedAt: null,
    values: {},
  };
}

function stepOf(s: NewStep, at: Instant): Step {
  return {
    ...s,
    extensions: [],
    openedAt: at,
    status: 'open',
    attempt: 1,
    arming: 1,
    attemptOpenedAt: at,
    attemptDay: null,
    returnedBy: null,
    approvals: [],
    inApproval: null,
    submissions: [],
    marks: NO_MARKS,
    pauses: [],
    rungsRestUntil: null,
    completedLate: false,
    percent: null,
  };
}

/** The same step with its ladder armed anew: fresh marks, no fired rung counts. */
function rearmed(step: Step, change: Partial<Step>): Step {
  return { ...step, arming: step.arming + 1, marks: NO_MARKS, rungsRestUntil: null, ...change };
}

function withSteps(state: ItemState, steps: readonly NewStep[], at: Instant): ItemState {
  if (steps.length === 0) return state;
  const all = { ...state.steps };
  for (const s of steps) all[s.id] = stepOf(s, at);
  return { ...state, steps: all };
}

function changeStep(state: ItemState, id: string, change: (step: Step) => Step): ItemState {
  const step = state.steps[id];
  return step ? { ...state, steps: { ...state.steps, [id]: change(step) } } : state;
}

function changeAssignment(state: ItemState, id: string, change: Partial<Assignment>): ItemState {
  const a = state.assignments[id];
  return a ? { ...state, assignments: { ...state.assignments, [id]: { ...a, ...change } } } : state;
}

function mapSteps(state: ItemState, which: (step: Step) => boolean, change: (step: Step) => Step): ItemState {
  const steps: Record<string, Step> = {};
  for (const [id, step] of Object.entries(state.steps)) steps[id] = which(step) ? change(step) : step;
  return { ...state, steps };
}

function closePauses(pauses: Pause[], cause: Pause['cause'], at: Instant, annulled: boolean): Pause[] {
  return pauses.map((p) => (p.cause === cause && p.to === null ? { ...p, to: at, annulled } : p));
}

function fire(state: ItemState, data: { duty: string; arming: number; rung: string }, at: Instant): ItemState {
  const key = `${data.duty}/${data.arming}`;
  return { ...state, fired: { ...state.fired, [key]: { ...state.fired[key], [data.rung]: at } } };
}

function issued(data: ItemEventData['ItemIssued'], id: string, at: Instant): ItemState {
  const { assignments, steps, carriedFrom, ...rest } = data;
  const empty: ItemState = {
    ...rest,
    id,
    version: 0,
    materialVersion: 0,
    lastAt: at,
    unitApprovals: null,
    issuedAt: at,
    firstDeadline: carriedFrom?.firstDeadline ?? data.deadline,
    waivedTargets: {},
    quantified: data.targets.length > 0 && (data.deadline !== null || data.recurrence !== null),
    quantifyFrom: at,
    assignments: Object.fromEntries(assignments.map((a) => [a.id, assignmentOf(a, at)])),
    steps: {},
    requests: {},
    papers: {},
    evidence: {},
    lateness: [],
    overdueDuties: {},
    fired: {},
    periodsOpened: [],
    suspended: null,
    suspensions: 0,
    closed: null,
    outcomeFrom: null,
    readNotices: {},
  };
  return withSteps(empty, steps, at);
}

/** The streams of items are named by this prefix and the item's id. */
export const ITEM_STREAM = 'item/';

/** Folds one event into the item; needs the event alone. The first one must be `ItemIssued`. */
export function evolveItem(before: ItemState | null, event: ItemEvent, id: string): ItemState {
  const at = event.meta.recordedAt;
  const folded = before === null ? fold(null, event, id) : fold(before, event, id);
  const version = (before?.version ?? 0) + 1;
  return { ...folded, version, materialVersion: MATERIAL[event.type] ? version : (before?.materialVersion ?? version), lastAt: at };
}

function fold(before: ItemState | null, event: ItemEvent, id: string): ItemState {
  const at = event.meta.recordedAt;
  if (event.type === 'ItemIssued') return issued(event.data, id, at);
  if (before === null) throw new Error(`the stream of item ${id} begins with ${event.type}, not with ItemIssued`);
  const state = before;
  switch (event.type) {
    case 'AssignmentReceived': {
      const { assignmentId, personId, onBehalf } = event.data;
      return changeAssignment(state, assignmentId, { receivedAt: event.meta.occurredAt, receivedBy: { personId, onBehalf: onBehalf !== null } });
    }
    case 'ResponsiblePersonNamed':
      return changeAssignment(state, event.data.assignmentId, { responsiblePersonId: event.data.personId });
    case 'ProgressReported': {
      const { assignmentId, stepId, percent, values } = event.data;
      const a = state.assignments[assignmentId];
      const merged = { ...a?.values };
      for (const v of values) merged[v.targetId] = { value: v.value, asOf: v.asOf };
      const next = changeAssignment(state, assignmentId, { values: merged });
      return stepId !== null && percent !== null ? changeStep(next, stepId, (s) => ({ ...s, percent })) : next;
    }
    case 'ValueCorrected': {
      const a = state.assignments[event.data.assignmentId];
      return changeAssignment(state, event.data.assignmentId, { values: { ...a?.values, [event.data.targetId]: { value: event.data.value, asOf: event.data.asOf } } });
    }
    case 'EvidenceAttached': {
      const { evidenceId, ...rest } = event.data;
      return { ...state, evidence: { ...state.evidence, [evidenceId]: { id: evidenceId, ...rest, at } } };
    }
    case 'ApprovalSought': {
      const { stepId, text, evidenceIds, personId } = event.data;
      return changeStep(state, stepId, (s) => ({ ...s, inApproval: { text, evidenceIds, personId, at }, approvals: [] }));
    }
    case 'ApprovalGiven':
      return changeStep(state, event.data.stepId, (s) => ({ ...s, approvals: [...s.approvals, { personId: event.data.personId, at }] }));
    case 'ApprovalSentBack':
      return changeStep(state, event.data.stepId, (s) => ({ ...s, inApproval: null, approvals: [] }));
    case 'StepAdded':
      return withSteps(state, [event.data.step], at);
    case 'StepSubmitted': {
      const { stepId, attempt, text, evidenceIds, personId } = event.data;
      const submission = { attempt, at: event.meta.occurredAt, personId, text, evidenceIds, outcome: 'pending' as const };
      return changeStep(state, stepId, (s) => ({ ...s, status: 'submitted', inApproval: null, submissions: [...s.submissions, submission] }));
    }
    case 'StepRecalled':
      return changeStep(state, event.data.stepId, (s) => ({ ...s, status: 'open', approvals: [], submissions: settleSubmission(s, 'recalled') }));
    case 'StepReturned':
      return changeStep(state, event.data.stepId, (s) =>
        rearmed(s, { status: 'open', attempt: s.attempt + 1, attemptOpenedAt: at, attemptDay: event.data.attemptDay, returnedBy: event.data.personId, approvals: [], submissions: settleSubmission(s, 'returned') }),
      );
    case 'StepAccepted':
      return changeStep(state, event.data.stepId, (s) => ({ ...s, status: 'done', completedLate: event.data.late, submissions: settleSubmission(s, 'accepted') }));
    case 'AssignmentCompleted':
      return changeAssignment(state, event.data.assignmentId, { status: 'completed' });
    case 'RequestMade': {
      const d = event.data;
      const request = { ...d, id: d.requestId, at, status: 'open' as const, ruledBy: null, ruledAt: null };
      const next = { ...state, requests: { ...state.requests, [d.requestId]: request } };
      if (d.kind === 'objection') return next;
      const pause: Pause = { from: at, to: null, cause: d.kind, annulled: false };
      return mapSteps(next, (s) => pausedBy(s, d.assignmentId, d.stepId), (s) => ({ ...s, pauses: [...s.pauses, pause] }));
    }
    case 'RequestGranted':
      return granted(state, event.data, at);
    case 'RequestRefused': {
      const request = state.requests[event.data.requestId];
      if (!request) return state;
      const next = ruled(state, request.id, 'refused', event.data.personId, at);
      if (request.kind === 'objection') return next;
      const cause = request.kind;
      return mapSteps(next, (s) => pausedBy(s, request.assignmentId, request.stepId), (s) => ({
        ...s,
        pauses: closePauses(s.pauses, cause, at, true),
        rungsRestUntil: event.data.restUntil,
      }));
    }
    case 'LatenessOverturned': {
      const { duty, arming, basis } = event.data;
      const lateness = state.lateness.map((l) => (l.duty === duty && l.arming === arming ? { ...l, overturned: { at, basis } } : l));
      const next = mapSteps({ ...state, lateness }, (s) => `step:${s.id}` === duty, (s) => {
        const stillLate = lateness.some((l) => l.duty === duty && l.overturned === null);
        return { ...s, completedLate: s.completedLate && stillLate, marks: s.arming === arming ? { ...s.marks, overdue: null, red: null } : s.marks };
      });
      return next;
    }
    case 'AssignmentTransferred': {
      const { assignmentId, to, steps, how } = event.data;
      const next = changeAssignment(state, assignmentId, { status: how });
      const cancelled = mapSteps(next, (s) => s.assignmentId === assignmentId && s.status !== 'done', (s) => ({ ...s, status: 'cancelled' }));
      return withSteps({ ...cancelled, assignments: { ...cancelled.assignments, [to.id]: assignmentOf(to, at) } }, steps, at);
    }
    case 'ItemSuspended': {
      const pause: Pause = { from: at, to: null, cause: 'suspension', annulled: false };
      const next = mapSteps(state, (s) => s.status !== 'done' && s.status !== 'cancelled', (s) => ({ ...s, pauses: [...s.pauses, pause] }));
      return { ...next, suspended: { at, reason: event.data.reason, arming: state.suspensions + 1 }, suspensions: state.suspensions + 1 };
    }
    case 'ItemResumed':
      return mapSteps({ ...state, suspended: null }, (s) => s.status === 'open' || s.status === 'submitted', (s) =>
        rearmed(s, { pauses: closePauses(s.pauses, 'suspension', at, false) }),
      );
    case 'ItemReopened': {
      const step = state.steps[event.data.stepId];
      if (!step) return state;
      const open = changeStep({ ...state, closed: null, outcomeFrom: null }, step.id, (s) =>
        rearmed(s, { status: 'open', attempt: s.attempt + 1, attemptOpenedAt: at, attemptDay: event.data.day, approvals: [], completedLate: s.completedLate }),
      );
      return changeAssignment(open, step.assignmentId, { status: 'active' });
    }
    case 'ItemClosed':
      return { ...state, closed: { how: event.data.how, at, reason: event.data.reason }, suspended: null };
    case 'ItemQuantified': {
      const { targets, deadline, steps } = event.data;
      const next = withSteps(state, steps, at);
      return {
        ...(deadline !== null ? dated(next, deadline) : next),
        targets: targets.length > 0 ? [...state.targets, ...targets] : state.targets,
        deadline: deadline ?? state.deadline,
        firstDeadline: state.firstDeadline ?? deadline,
        quantified: true,
      };
    }
    case 'TargetWaived':
      return { ...state, waivedTargets: { ...state.waivedTargets, [event.data.targetId]: event.data.reason } };
    case 'OutcomeOpened':
      return { ...state, outcomeFrom: at };
    case 'ItemAmended':
      return amended(state, event.data, at);
    case 'AssignmentUrged':
      return changeAssignment(state, event.data.assignmentId, { lastUrgedAt: at });
    case 'DueSoonMarked':
      return fire(changeStep(state, event.data.stepId, (s) => ({ ...s, marks: { ...s.marks, dueSoon: event.meta.dueAt ?? at } })), event.data, at);
    case 'OverdueMarked': {
      const dueAt = event.meta.dueAt ?? at;
      const next = fire(state, event.data, at);
      const { duty, arming, stepId } = event.data;
      if (stepId === null) return { ...next, overdueDuties: { ...next.overdueDuties, [`${duty}/${arming}`]: dueAt } };
      const answered = duty.startsWith('answer:');
      if (answered) return changeStep(next, stepId, (s) => ({ ...s, marks: { ...s.marks, red: s.marks.red ?? dueAt } }));
      const lateness = [...next.lateness, { duty, arming, dueAt, recordedAt: at, overturned: null }];
      return changeStep({ ...next, lateness }, stepId, (s) => ({ ...s, marks: { ...s.marks, overdue: dueAt } }));
    }
    case 'RedMarked':
      return fire(changeStep(state, event.data.stepId, (s) => ({ ...s, marks: { ...s.marks, red: s.marks.red ?? event.meta.dueAt ?? at } })), event.data, at);
    case 'ReminderIssued':
    case 'DutyEscalated':
    case 'EntrySkipped':
      return fire(state, event.data, at);
    case 'PaperDrafted': {
      const { paperId, paper, assignmentId, stepId, to, arming } = event.data;
      const drafted = { id: paperId, kind: paper, assignmentId, stepId, arming, draftedAt: at, status: 'drafted' as const, settledAt: null, signedBy: null, answer: null, to };
      return fire({ ...state, papers: { ...state.papers, [paperId]: drafted } }, event.data, at);
    }
    case 'PeriodOpened':
      return withSteps(fire({ ...state, periodsOpened: [...state.periodsOpened, event.data.period] }, event.data, at), event.data.steps, at);
    case 'PaperSigned':
      return changePaper(state, event.data.paperId, { status: 'issued', settledAt: at, signedBy: event.data.personId });
    case 'PaperVoided':
      return changePaper(state, event.data.paperId, { status: 'void', settledAt: at });
    case 'PaperAnswered':
      return changePaper(state, event.data.paperId, { answer: { at, personId: event.data.personId, text: event.data.text } });
    case 'NoticeRead':
      return { ...state, readNotices: { ...state.readNotices, [`${event.data.noticeId}/${event.data.unitId}`]: at } };
  }
}

function pausedBy(step: Step, assignmentId: string, stepId: string | null): boolean {
  return step.assignmentId === assignmentId && (stepId === null || step.id === stepId) && step.status !== 'done' && step.status !== 'cancelled';
}

function settleSubmission(step: Step, outcome: 'accepted' | 'returned' | 'recalled'): Step['submissions'] {
  return step.submissions.map((s) => (s.outcome === 'pending' ? { ...s, outcome } : s));
}

function ruled(state: ItemState, requestId: string, status: 'granted' | 'refused', by: string, at: Instant): ItemState {
  const request = state.requests[requestId];
  return request ? { ...state, requests: { ...state.requests, [requestId]: { ...request, status, ruledBy: by, ruledAt: at } } } : state;
}

function granted(state: ItemState, data: ItemEventData['RequestGranted'], at: Instant): ItemState {
  const request = state.requests[data.requestId];
  if (!request) return state;
  const next = ruled(state, request.id, 'granted', data.personId, at);
  const day = data.day;
  // The days of waiting are no gift: an extension's new day already counts them, a reason moves no deadline.
  if (request.kind === 'extension' && day !== null) {
    return mapSteps(next, (s) => pausedBy(s, request.assignmentId, request.stepId), (s) =>
      rearmed(s, { pauses: closePauses(s.pauses, 'extension', at, true), extensions: [...s.extensions, { day, requestId: request.id, grantedAt: at }], attemptDay: null }),
    );
  }
  if (request.kind === 'reason') {
    return mapSteps(next, (s) => pausedBy(s, request.assignmentId, request.stepId), (s) => ({
      ...s,
      pauses: closePauses(s.pauses, 'reason', at, true),
      rungsRestUntil: data.day === null ? null : endOfDay(data.day),
    }));
  }
  return next;
}

/** Gives the undated steps that deliver the item itself their date. */
function dated(state: ItemState, day: string): ItemState {
  return mapSteps(state, (s) => s.basis === null && s.period === null && s.status === 'open', (s) => ({ ...s, basis: { kind: 'date', day } }));
}

function changePaper(state: ItemState, id: string, change: Partial<ItemState['papers'][string]>): ItemState {
  const paper = state.papers[id];
  return paper ? { ...state, papers: { ...state.papers, [id]: { ...paper, ...change } } } : state;
}

function amended(state: ItemState, data: ItemEventData['ItemAmended'], at: Instant): ItemState {
  let next: ItemState = { ...state, title: data.title ?? state.title, targets: data.targets ?? state.targets };
  const added = Object.fromEntries(data.addAssignments.map((a) => [a.id, assignmentOf(a, at)]));
  next = withSteps({ ...next, assignments: { ...next.assignments, ...added } }, data.addSteps, at);
  for (const id of data.dropAssignments) {
    next = changeAssignment(next, id, { status: 'dropped' });
    next = mapSteps(next, (s) => s.assignmentId === id && s.status !== 'done', (s) => ({ ...s, status: 'cancelled' }));
  }
  if (data.deadline !== undefined) {
    const day = data.deadline;
    next = { ...next, deadline: day };
    next = mapSteps(next, (s) => s.period === null && s.status === 'open', (s) => rearmed(s, { basis: day === null ? null : { kind: 'date', day }, attemptDay: null }));
  }
  return next;
}

export function itemOf(id: string, events: readonly ItemEvent[]): ItemState | null {
  let state: ItemState | null = null;
  for (const event of events) state = evolveItem(state, event, id);
  return state;
}
