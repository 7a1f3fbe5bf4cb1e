import { standIn } from '../actor';
import { changeAssignment, changePaper, changeStep, withSteps } from './evolve/change';
import { clockTicked } from './evolve/clock';
import * as course from './evolve/course';
import * as groups from './evolve/groups';
import { paperAnswered } from './evolve/papers';
import * as requests from './evolve/requests';
import * as work from './evolve/work';
import { periodEvents } from './evolve/period-events';
import { MATERIAL, type ItemEvent } from './item.events';
import type { ItemState } from './item.types';

/** The streams of items are named by this prefix and the item's id. */
export const ITEM_STREAM = 'item/';

/** Folds one event into the item; needs the event alone. The first one must be `ItemIssued`. */
export function evolveItem(before: ItemState | null, event: ItemEvent, id: string): ItemState {
  const at = event.meta.recordedAt;
  const folded = fold(before, event, id);
  const version = (before?.version ?? 0) + 1;
  const materialVersion = MATERIAL[event.type] ? version : (before?.materialVersion ?? version);
  const events = periodEvents(before, event, folded, version);
  // What the fold made is nobody else's yet; only what it left alone must be copied.
  return Object.assign(folded === before ? { ...folded } : folded, { version, materialVersion, lastAt: at, periodEvents: events });
}

function fold(before: ItemState | null, event: ItemEvent, id: string): ItemState {
  const at = event.meta.recordedAt;
  const by = event.meta.actor.kind === 'person' ? event.meta.actor.personId : null;
  if (event.type === 'ItemIssued') return course.itemIssued(event.data, id, at, by);
  if (before === null) throw new Error(`the stream of item ${id} begins with ${event.type}, not with ItemIssued`);
  const state = before;
  switch (event.type) {
    case 'AssignmentReceived': {
      const { assignmentId, personId, onBehalf } = event.data;
      return changeAssignment(state, assignmentId, { receivedAt: event.meta.occurredAt, receivedBy: { personId, onBehalf: onBehalf !== null } });
    }
    case 'ResponsiblePersonNamed':
      return changeAssignment(state, event.data.assignmentId, { responsiblePersonId: event.data.personId });
    case 'ProgressReported':
      return work.progressReported(state, event.data, at);
    case 'ValueCorrected':
      return work.valueCorrected(state, event.data);
    case 'OverlapSettled':
      return { ...state, overlaps: [...state.overlaps, { ...event.data, personId: by ?? 'system', at, event: state.version + 1 }] };
    case 'EvidenceAttached':
      return work.evidenceAttached(state, event.data, at);
    case 'ApprovalSought': {
      const { stepId, text, evidenceIds, personId } = event.data;
      return changeStep(state, stepId, (s) => ({ ...s, inApproval: { text, evidenceIds, personId, ...standIn(event.meta.actor), at }, approvals: [] }));
    }
    case 'ApprovalGiven':
      return changeStep(state, event.data.stepId, (s) => ({ ...s, approvals: [...s.approvals, { personId: event.data.personId, ...standIn(event.meta.actor), at }] }));
    case 'ApprovalSentBack':
      return changeStep(state, event.data.stepId, (s) => ({ ...s, inApproval: null, approvals: [] }));
    case 'StepAdded':
      return withSteps(state, [event.data.step], at);
    case 'StepSubmitted':
      return work.stepSubmitted(state, event);
    case 'StepRecalled':
      return work.stepRecalled(state, event.data.stepId);
    case 'StepReturned':
      return work.stepReturned(state, event.data, at);
    case 'StepAccepted':
      return work.stepAccepted(state, event.data);
    case 'AssignmentCompleted':
      return changeAssignment(state, event.data.assignmentId, { status: 'completed' });
    case 'RequestMade':
      return requests.requestMade(state, event);
    case 'RequestGranted':
      return requests.requestGranted(state, event.data, at);
    case 'RequestRefused':
      return requests.requestRefused(state, event.data, at);
    case 'RequestLapsed':
      return requests.requestLapsed(state, event.data, at);
    case 'ReturnOverturned':
      return requests.returnOverturned(state, event.data, at);
    case 'LatenessOverturned':
      return requests.latenessOverturned(state, event.data, at);
    case 'AssignmentTransferred':
      return course.assignmentTransferred(state, event.data, at, by);
    case 'ItemSuspended':
      return course.itemSuspended(state, event.data, at);
    case 'ItemResumed':
      return course.itemResumed(state, at);
    case 'ItemReopened':
      return course.itemReopened(state, event.data, at);
    case 'ItemClosed':
      return course.itemClosed(state, event.data, at);
    case 'UnfulfilledCarriedOver':
      return state.closed === null ? state : { ...state, closed: { ...state.closed, carriedTo: event.data.carriedTo } };
    case 'ItemQuantified':
      return course.itemQuantified(state, event.data, at);
    case 'ItemAmended':
      return course.itemAmended(state, event.data, at, by);
    case 'TargetWaived':
      return { ...state, waivedTargets: { ...state.waivedTargets, [event.data.targetId]: event.data.reason } };
    case 'OutcomeOpened':
      return { ...state, outcomeFrom: at };
    case 'AssignmentUrged':
      return changeAssignment(state, event.data.assignmentId, { lastUrgedAt: at });
    case 'PaperSigned':
      return changePaper(state, event.data.paperId, { status: 'issued', settledAt: at, signedBy: event.data.personId });
    case 'PaperVoided':
      return changePaper(state, event.data.paperId, { status: 'void', settledAt: at });
    case 'PaperAnswered':
      return paperAnswered(state, event);
    case 'NoticeRead':
      return { ...state, readNotices: { ...state.readNotices, [`${event.data.noticeId}/${event.data.unitId}`]: at } };
    case 'GroupResolved':
      return groups.groupResolved(state, event.data, at);
    case 'MemberJoined':
      return groups.memberJoined(state, event.data, at);
    case 'MemberLeft':
      return groups.memberLeft(state, event.data, at);
    case 'AssignmentPassedOn':
      return groups.assignmentPassedOn(state, event.data, at);
    case 'BehindMarked':
    case 'DueSoonMarked':
    case 'OverdueMarked':
    case 'RedMarked':
    case 'ReminderIssued':
    case 'DutyEscalated':
    case 'EntrySkipped':
    case 'PaperDrafted':
    case 'PeriodOpened':
      return clockTicked(state, event);
  }
}

/** How much of an item there is, itself, its assignments, steps, papers and the like counted: what it takes in memory goes with it. */
export function partsOf(state: ItemState): number {
  const parts = [state.assignments, state.steps, state.papers, state.requests, state.evidence, state.fired, state.readNotices].reduce((n, part) => n + Object.keys(part).length, 0);
  return 4 + parts + state.targets.length + state.lateness.length;
}

export function itemOf(id: string, events: readonly ItemEvent[]): ItemState | null {
  let state: ItemState | null = null;
  for (const event of events) state = evolveItem(state, event, id);
  return state;
}
