import type { DomainEvent } from '../event';
import type { Roster } from '../roster/roster';
import type { CommonEventData, ProceedingKind, ProceedingNotice, ProceedingState, ToldOne } from './proceeding';

/** A notice with the duty and rung that it speaks of, where it does. */
export type IssuedProceedingNotice = ProceedingNotice & { duty: string; rung: string };

/** Where nobody is registered in a unit, the office receives on its behalf (代录). */
function received(to: readonly ToldOne[], state: ProceedingState, roster: Roster): ToldOne[] {
  const all = to.map((r): ToldOne => (roster.units[r.unitId]?.staffed === false ? { unitId: state.officeUnitId, post: 'office', personId: null, why: 'onBehalf' } : r));
  return all.filter((r, i) => all.findIndex((x) => x.unitId === r.unitId && x.post === r.post) === i);
}

/** Notices that an event of a proceeding gives rise to. Pure: a rebuild finds the same ones, and no other. */
export function proceedingNoticesOf<S extends ProceedingState>(kind: ProceedingKind<S>, event: DomainEvent, state: S, roster: Roster): IssuedProceedingNotice[] {
  if (event.type === 'ReminderIssued' || event.type === 'DutyEscalated') {
    const { duty, arming, rung, to, deadline } = event.data as CommonEventData['ReminderIssued'];
    return [{ id: `${duty}/${arming}/${rung}`, kind: event.type === 'ReminderIssued' ? 'reminder' : 'escalation', to, text: null, deadline, subject: null, duty, rung }];
  }
  return kind
    .notices(event, state, roster)
    .map((n) => ({ ...n, to: received(n.to, state, roster), duty: n.kind, rung: n.kind }))
    .filter((n) => n.to.length > 0);
}
