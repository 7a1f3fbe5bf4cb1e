import type { Instant } from '../time/day';
import { assignmentBehind } from './item.owed';
import type { ItemEvent } from './item.events';
import type { ItemState, Recipient } from './item.types';

/** A reminder or an escalation, when it was issued and when each unit read it. */
export interface NoticeTold {
  noticeId: string;
  kind: 'reminder' | 'escalation';
  duty: string;
  rung: string;
  /** Whose work it is about; null: a duty of the item itself. */
  assignmentId: string | null;
  sentAt: Instant;
  to: (Pick<Recipient, 'unitId' | 'post' | 'why'> & { readAt: Instant | null })[];
}

/** What was told of the item's duties, in order; papers are told by themselves. @param state as known after the events */
export function noticesTold(events: readonly ItemEvent[], state: ItemState): NoticeTold[] {
  return events.flatMap((event): NoticeTold[] => {
    if (event.type !== 'ReminderIssued' && event.type !== 'DutyEscalated') return [];
    const { duty, arming, rung, to } = event.data;
    const noticeId = `${duty}/${arming}/${rung}`;
    return [{
      noticeId,
      kind: event.type === 'ReminderIssued' ? 'reminder' : 'escalation',
      duty,
      rung,
      assignmentId: assignmentBehind(state, duty),
      sentAt: event.meta.occurredAt,
      to: to.map(({ unitId, post, why }) => ({ unitId, post, why, readAt: state.readNotices[`${noticeId}/${unitId}`] ?? null })),
    }];
  });
}

/** Whether the item has told such a notice: of an assignment, a paper, one of its events, or a rung of a duty. */
export function isNoticeOf(state: ItemState, noticeId: string): boolean {
  const ofEvent = /^v(\d{1,9})(\.left)?$/.exec(noticeId);
  if (ofEvent) return Number(ofEvent[1]) >= 1 && Number(ofEvent[1]) <= state.version;
  if (noticeId.startsWith('assigned.')) return Object.hasOwn(state.assignments, noticeId.slice('assigned.'.length));
  // A draft has reached nobody, nor has one that was voided before its signature.
  const paper = Object.hasOwn(state.papers, noticeId) ? state.papers[noticeId]! : null;
  if (paper) return paper.status === 'issued' || paper.signedBy !== null;
  const cut = noticeId.lastIndexOf('/');
  const duty = noticeId.slice(0, cut);
  return cut > 0 && Object.hasOwn(state.fired, duty) && Object.hasOwn(state.fired[duty]!, noticeId.slice(cut + 1));
}
