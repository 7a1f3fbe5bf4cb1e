import { evolveItem, ITEM_STREAM } from '../item/item.evolve';
import type { ItemEvent } from '../item/item.events';
import { isMet, reached } from '../item/item.light';
import type { ItemState } from '../item/item.types';
import { dayOf, type Day, type Instant } from '../time/day';
import { endedDay, eventRef, isWithin, type Count, type Period } from './counting';
import type { FigureName } from './figure.names';

/** One item's events, up to the version that is counted. */
export interface CountedItem {
  itemId: string;
  events: readonly ItemEvent[];
}

/** What an item's events say that its last state does not. */
interface Noted {
  /** By assignment: the event that gave it, and the one that completed it. */
  given: Map<string, string>;
  completed: Map<string, string>;
  /** By step: the submission that was accepted in the end. */
  accepted: Map<string, { ref: string; sentAt: Instant }>;
  lateness: { index: number; ref: string }[];
  reds: { duty: string; arming: number; stepId: string; dueAt: Instant; ref: string }[];
  returns: { stepId: string; at: Instant; ref: string }[];
  papers: { paperId: string; at: Instant; ref: string }[];
  extensions: { assignmentId: string; at: Instant; ref: string }[];
  /** By target: the event that set it, and the last that gave it a value. */
  targetSet: Map<string, string>;
  targetValue: Map<string, string>;
}

/** Counts one item: what its last state says of assignments and targets, and what its events say of all else. */
export function countItem({ itemId, events }: CountedItem, period: Period, count: Count): void {
  const noted: Noted = { given: new Map(), completed: new Map(), accepted: new Map(), lateness: [], reds: [], returns: [], papers: [], extensions: [], targetSet: new Map(), targetValue: new Map() };
  let state: ItemState | null = null;
  for (const [i, event] of events.entries()) {
    const before: ItemState | null = state;
    state = evolveItem(before, event, itemId);
    note(noted, before, state, event, eventRef(ITEM_STREAM + itemId, i + 1));
  }
  if (state !== null) tell(noted, state, period, count);
}

function note(noted: Noted, before: ItemState | null, state: ItemState, event: ItemEvent, ref: string): void {
  for (const id of Object.keys(state.assignments)) if (!noted.given.has(id)) noted.given.set(id, ref);
  for (let index = before?.lateness.length ?? 0; index < state.lateness.length; index++) noted.lateness.push({ index, ref });
  if (before?.targets !== state.targets) for (const { id } of state.targets) if (!before?.targets.some((t) => t.id === id)) noted.targetSet.set(id, ref);
  const at = event.meta.recordedAt;
  switch (event.type) {
    case 'AssignmentCompleted':
      noted.completed.set(event.data.assignmentId, ref);
      break;
    case 'StepAccepted':
      noted.accepted.set(event.data.stepId, { ref, sentAt: event.data.submittedAt });
      break;
    case 'RedMarked':
      noted.reds.push({ duty: event.data.duty, arming: event.data.arming, stepId: event.data.stepId, dueAt: event.meta.dueAt ?? at, ref });
      break;
    case 'StepReturned':
      noted.returns.push({ stepId: event.data.stepId, at, ref });
      break;
    case 'ReturnOverturned': {
      const last = noted.returns.findLastIndex((r) => r.stepId === event.data.stepId);
      if (last >= 0) noted.returns.splice(last, 1);
      break;
    }
    case 'PaperSigned':
      noted.papers.push({ paperId: event.data.paperId, at, ref });
      break;
    case 'RequestGranted': {
      const request = state.requests[event.data.requestId];
      if (request?.kind === 'extension') noted.extensions.push({ assignmentId: request.assignmentId, at, ref });
      break;
    }
    case 'ProgressReported':
      for (const { targetId } of event.data.values) noted.targetValue.set(targetId, ref);
      break;
    case 'ValueCorrected':
      noted.targetValue.set(event.data.targetId, ref);
  }
}

function tell(noted: Noted, state: ItemState, period: Period, count: Count): void {
  const within = (day: Day): boolean => isWithin(period, day);
  const unitOfStep = (stepId: string): string | undefined => state.assignments[state.steps[stepId]?.assignmentId ?? '']?.unitId;
  const ofStep = (stepId: string, name: FigureName, ref: string): void => {
    const unitId = unitOfStep(stepId);
    if (unitId !== undefined) count(unitId, name, ref);
  };
  for (const a of Object.values(state.assignments)) {
    if (a.status !== 'active' && a.status !== 'completed') continue;
    count(a.unitId, 'assignments', noted.given.get(a.id)!);
    if (a.status === 'completed') count(a.unitId, 'completed', noted.completed.get(a.id) ?? noted.given.get(a.id)!);
    if (a.role === 'participant') continue;
    for (const target of state.targets) {
      if (state.waivedTargets[target.id] !== undefined) continue;
      const set = noted.targetSet.get(target.id)!;
      count(a.unitId, 'targetsSet', set);
      if (isMet(target, reached(state, target.id))) count(a.unitId, 'targetsMet', noted.targetValue.get(target.id) ?? set);
    }
  }
  for (const [stepId, { ref, sentAt }] of noted.accepted) {
    const step = state.steps[stepId];
    if (step?.status !== 'done' || !within(dayOf(sentAt))) continue;
    ofStep(stepId, 'accepted', ref);
    if (step.completedLate) continue;
    ofStep(stepId, 'acceptedOnTime', ref);
    if (step.period) ofStep(stepId, 'periodsInTime', ref);
  }
  for (const { index, ref } of noted.lateness) {
    const { duty, overturned, dueAt } = state.lateness[index]!;
    if (overturned !== null || !duty.startsWith('step:') || !within(endedDay(dueAt))) continue;
    const stepId = duty.slice('step:'.length);
    ofStep(stepId, 'lateCount', ref);
    if (state.steps[stepId]?.period) ofStep(stepId, 'missingReports', ref);
  }
  const overturned = (duty: string, arming: number): boolean => state.lateness.some((l) => l.duty === duty && l.arming === arming && l.overturned !== null);
  for (const { duty, arming, stepId, dueAt, ref } of noted.reds) if (!overturned(duty, arming) && within(endedDay(dueAt))) ofStep(stepId, 'redCount', ref);
  for (const { stepId, at, ref } of noted.returns) if (within(dayOf(at))) ofStep(stepId, 'returnedCount', ref);
  for (const { paperId, at, ref } of noted.papers) {
    const paper = state.papers[paperId];
    const unitId = state.assignments[paper?.assignmentId ?? '']?.unitId;
    if (paper?.status === 'issued' && unitId !== undefined && within(dayOf(at))) count(unitId, 'papersIssued', ref);
  }
  for (const { assignmentId, at, ref } of noted.extensions) {
    const unitId = state.assignments[assignmentId]?.unitId;
    if (unitId !== undefined && within(dayOf(at))) count(unitId, 'extensionsGranted', ref);
  }
}
