import type { ItemEvent } from '#libs/supervision/item/item.events';
import type { ItemState, Recipient } from '#libs/supervision/item/item.types';
import { SERIES_OF } from '#libs/supervision/series';

/** What a notice is: 提醒, 催办单, 督办通知单, the coloured papers, and word of an act that concerns the reader. */
export type NoticeKind = 'assigned' | 'reminder' | 'urging' | 'escalation' | 'bluePaper' | 'yellowPaper' | 'redPaper' | 'admonition' | 'submitted' | 'accepted' | 'returned' | 'requested' | 'ruled' | 'corrected' | 'closed';

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

function toUnit(state: ItemState, assignmentId: string, why: Recipient['why']): Recipient[] {
  const a = state.assignments[assignmentId];
  return a ? [{ unitId: a.unitId, post: a.responsiblePersonId === null ? 'liaison' : 'responsible', personId: a.responsiblePersonId, why }] : [];
}

function toOffice(state: ItemState, why: Recipient['why']): Recipient[] {
  return [{ unitId: state.officeUnitId, post: 'office', personId: null, why }];
}

/** Notices that the event gives rise to, given the state after it. Pure: a rebuild finds the same ones, and no other. */
export function noticesOf(event: ItemEvent, state: ItemState): NoticeDraft[] {
  const plain = (kind: NoticeKind, id: string, assignmentId: string | null, stepId: string | null, to: Recipient[], text: string | null = null): NoticeDraft[] =>
    to.length === 0 ? [] : [{ noticeId: `${state.id}/${id}`, kind, rung: kind, duty: kind, assignmentId, stepId, issued: true, deadline: null, text, to }];
  switch (event.type) {
    case 'ItemIssued':
      return event.data.assignments.flatMap((a) => plain('assigned', `assigned.${a.id}`, a.id, null, toUnit(state, a.id, 'assignee')));
    case 'AssignmentTransferred':
      return plain('assigned', `assigned.${event.data.to.id}`, event.data.to.id, null, toUnit(state, event.data.to.id, 'assignee'), event.data.reason);
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
      return plain('submitted', `v${state.version}`, a, event.data.stepId, toOffice(state, 'verifier'));
    }
    case 'StepAccepted':
    case 'StepReturned': {
      const a = state.steps[event.data.stepId]?.assignmentId ?? '';
      const kind = event.type === 'StepAccepted' ? 'accepted' : 'returned';
      return plain(kind, `v${state.version}`, a, event.data.stepId, toUnit(state, a, 'informed'), event.type === 'StepReturned' ? event.data.reason : null);
    }
    case 'RequestMade':
      return plain('requested', `v${state.version}`, event.data.assignmentId, event.data.stepId, toOffice(state, 'ruling'), event.data.reason);
    case 'RequestGranted':
    case 'RequestRefused': {
      const request = state.requests[event.data.requestId];
      return request ? plain('ruled', `v${state.version}`, request.assignmentId, request.stepId, toUnit(state, request.assignmentId, 'informed'), event.data.reason) : [];
    }
    case 'LatenessOverturned': {
      // All who were told of the lateness are told of its correction.
      const told = Object.values(state.papers).filter((p) => `step:${p.stepId}` === event.data.duty).flatMap((p) => p.to);
      const stepId = event.data.duty.slice('step:'.length);
      const a = state.steps[stepId]?.assignmentId ?? '';
      const to = [...toUnit(state, a, 'informed'), ...told];
      const once = to.filter((r, i) => to.findIndex((x) => x.unitId === r.unitId && x.post === r.post) === i);
      return plain('corrected', `v${state.version}`, a, stepId, once, event.data.basis);
    }
    default:
      return [];
  }
}
