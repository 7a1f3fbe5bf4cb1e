import type { Instant } from '../time/day';
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

/** The assignment that a duty (`step:s1`, `receipt:a1`, `sign:p1`, `verify:s1:1`, …) is about. */
function assignmentBehind(state: ItemState, duty: string): string | null {
  const [kind = '', ...rest] = duty.split(':');
  const id = rest.join(':');
  if (kind === 'receipt') return id in state.assignments ? id : null;
  if (kind === 'sign' || kind === 'answer') return state.papers[id]?.assignmentId ?? null;
  if (kind === 'rule') return state.requests[id]?.assignmentId ?? null;
  return (state.steps[id] ?? state.steps[rest[0] ?? ''])?.assignmentId ?? null;
}
