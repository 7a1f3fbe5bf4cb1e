import type { ItemEvent } from '#libs/supervision/item/item.events';
import { heirOf } from '#libs/supervision/item/item.heirs';
import type { ItemState, Recipient } from '#libs/supervision/item/item.types';
import { rulerOf, verifierOf } from '#libs/supervision/item/item.verifier';
import type { NoticeKind } from '#libs/supervision/notice-kind';
import type { Roster } from '#libs/supervision/roster/roster';
import { SERIES_OF } from '#libs/supervision/series';

/** A notice that an event brings about; drafts have no issue yet. */
export interface NoticeDraft {
  noticeId: string;
  kind: NoticeKind;
  rung: string;
  duty: string;
  assignmentId: string | null;
  stepId: string | null;
  issued: boolean;
  deadline: string | null;
  text: string | null;
  to: Recipient[];
}

/** Notices that a paper series numbers, by kind. */
export const SERIES: Partial<Record<NoticeKind, string>> = SERIES_OF;

/** What the units hear when an item's course changes. */
const COURSE = { ItemClosed: 'closed', ItemSuspended: 'suspended', ItemResumed: 'resumed', ItemReopened: 'reopened' } as const;

function toUnit(state: ItemState, roster: Roster, assignmentId: string, why: Recipient['why']): Recipient[] {
  const a = state.assignments[assignmentId];
  // Where nobody is registered, the office receives on its behalf (代录).
  if (a && roster.units[a.unitId]?.staffed === false) return toOffice(state, 'onBehalf');
  return a ? [{ unitId: a.unitId, post: a.responsiblePersonId === null ? 'liaison' : 'responsible', personId: a.responsiblePersonId, why }] : [];
}

function toOffice(state: ItemState, why: Recipient['why']): Recipient[] {
  return [{ unitId: state.officeUnitId, post: 'office', personId: null, why }];
}

/** Who rules hears of it: whoever owes the ruling, at the same post as its reminders. */
function toRuler(state: ItemState, roster: Roster, askedBy: string): Recipient[] {
  return [{ unitId: rulerOf(state, askedBy, roster), post: 'office', personId: null, why: 'ruling' }];
}

/** Notices that the event gives rise to, given the state after it. Pure: a rebuild finds the same ones, and no other. */
export function noticesOf(event: ItemEvent, state: ItemState, roster: Roster): NoticeDraft[] {
  const plain = (kind: NoticeKind, id: string, assignmentId: string | null, stepId: string | null, to: Recipient[], text: string | null = null): NoticeDraft[] =>
    to.length === 0 ? [] : [{ noticeId: `${state.id}/${id}`, kind, rung: kind, duty: kind, assignmentId, stepId, issued: true, deadline: null, text, to }];
  switch (event.type) {
    case 'ItemIssued':
      return event.data.assignments.flatMap((a) => plain('assigned', `assigned.${a.id}`, a.id, null, toUnit(state, roster, a.id, 'assignee')));
    case 'AssignmentTransferred':
      // A unit that declined reads the ruling; one whose work the office moves is told that it is theirs no more.
      return [
        ...plain('assigned', `assigned.${event.data.to.id}`, event.data.to.id, null, toUnit(state, roster, event.data.to.id, 'assignee'), event.data.reason),
        ...(event.data.how === 'transferred' ? plain('transferred', `v${state.version}`, event.data.assignmentId, null, toUnit(state, roster, event.data.assignmentId, 'informed'), event.data.reason) : []),
      ];
    case 'ReminderIssued':
    case 'DutyEscalated': {
      const { duty, arming, rung, to, deadline } = event.data;
      const kind = event.type === 'ReminderIssued' ? 'reminder' : 'escalation';
      return [{ noticeId: `${state.id}/${duty}/${arming}/${rung}`, kind, rung, duty, assignmentId: null, stepId: null, issued: true, deadline, text: null, to }];
    }
    case 'PaperDrafted': {
      const { paperId, paper, rung, duty, assignmentId, stepId, deadline, to } = event.data;
      return [{ noticeId: `${state.id}/${paperId}`, kind: paper, rung, duty, assignmentId, stepId, issued: false, deadline, text: null, to }];
    }
    case 'AssignmentUrged':
      return plain('urging', `v${state.version}`, event.data.assignmentId, null, event.data.to, event.data.text);
    case 'StepSubmitted': {
      const a = state.steps[event.data.stepId]?.assignmentId ?? '';
      const assignment = state.assignments[a];
      const verifier = (assignment && verifierOf(state, assignment, roster)) ?? state.officeUnitId;
      return plain('submitted', `v${state.version}`, a, event.data.stepId, [{ unitId: verifier, post: verifier === state.officeUnitId ? 'office' : 'liaison', personId: null, why: 'verifier' }]);
    }
    case 'StepAccepted':
    case 'StepReturned': {
      const a = state.steps[event.data.stepId]?.assignmentId ?? '';
      const kind = event.type === 'StepAccepted' ? 'accepted' : 'returned';
      const assignment = state.assignments[a];
      // Who puts it right is told of the return.
      const told = assignment && event.type === 'StepReturned' ? heirOf(state, assignment).id : a;
      return plain(kind, `v${state.version}`, told, event.data.stepId, toUnit(state, roster, told, 'informed'), event.type === 'StepReturned' ? event.data.reason : null);
    }
    case 'RequestMade':
      return plain('requested', `v${state.version}`, event.data.assignmentId, event.data.stepId, toRuler(state, roster, event.data.unitId), event.data.reason);
    case 'RequestGranted':
    case 'RequestRefused': {
      const request = state.requests[event.data.requestId];
      return request ? plain('ruled', `v${state.version}`, request.assignmentId, request.stepId, toUnit(state, roster, request.assignmentId, 'informed'), event.data.reason) : [];
    }
    case 'LatenessOverturned': {
      // All who were told of the lateness are told of its correction.
      const told = Object.values(state.papers).filter((p) => `step:${p.stepId}` === event.data.duty && p.signedBy !== null).flatMap((p) => p.to);
      const stepId = event.data.duty.slice('step:'.length);
      const a = state.steps[stepId]?.assignmentId ?? '';
      const to = [...toUnit(state, roster, a, 'informed'), ...told];
      const once = to.filter((r, i) => to.findIndex((x) => x.unitId === r.unitId && x.post === r.post) === i);
      return plain('corrected', `v${state.version}`, a, stepId, once, event.data.basis);
    }
    case 'ItemAmended':
      return event.data.addAssignments.flatMap((a) => plain('assigned', `assigned.${a.id}`, a.id, null, toUnit(state, roster, a.id, 'assignee'), event.data.basis));
    case 'MemberJoined':
      return plain('assigned', `assigned.${event.data.assignment.id}`, event.data.assignment.id, null, toUnit(state, roster, event.data.assignment.id, 'assignee'));
    case 'MemberLeft':
      return plain('released', `v${state.version}`, event.data.assignmentId, null, event.data.cause === 'dissolved' ? toOffice(state, 'informed') : toUnit(state, roster, event.data.assignmentId, 'informed'));
    case 'AssignmentPassedOn': {
      const { assignmentId, to, cause } = event.data;
      const taker = plain('assigned', `v${state.version}`, to.id, null, toUnit(state, roster, to.id, 'assignee'));
      return cause === 'dissolved' ? taker : [...taker, ...plain('released', `v${state.version}.left`, assignmentId, null, toUnit(state, roster, assignmentId, 'informed'))];
    }
    case 'ItemClosed':
    case 'ItemSuspended':
    case 'ItemResumed':
    case 'ItemReopened': {
      const units = Object.values(state.assignments).filter((a) => a.status === 'active' || a.status === 'completed');
      const to = units.flatMap((a) => toUnit(state, roster, a.id, 'informed'));
      const once = to.filter((r, i) => to.findIndex((x) => x.unitId === r.unitId && x.post === r.post) === i);
      return plain(COURSE[event.type], `v${state.version}`, null, null, once, event.data.reason);
    }
    default:
      return [];
  }
}
