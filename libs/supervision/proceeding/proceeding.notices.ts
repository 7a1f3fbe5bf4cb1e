import type { DomainEvent } from '../event';
import type { HandedOverData } from '../holding';
import type { Roster } from '../roster/roster';
import type { AbsenceEventData } from './absence.events';
import { noticesOfObjections } from './objections';
import type { PaperEventData } from './paper.events';
import type { CommonEventData, ProceedingKind, ProceedingNotice, ProceedingState, ToldOne } from './proceeding';

/** A notice with the duty and rung that it speaks of, where it does. One that is not issued is a draft, of which nobody hears. */
export type IssuedProceedingNotice = ProceedingNotice & { duty: string; rung: string; series: string | null; issued: boolean };

/** Where nobody is registered in a unit, or it is dissolved, the office receives on its behalf (代录). */
function received(to: readonly ToldOne[], state: ProceedingState, roster: Roster): ToldOne[] {
  const all = to.map((r): ToldOne => (roster.units[r.unitId]?.staffed === false || (roster.units[r.unitId]?.until ?? null) !== null ? { unitId: state.officeUnitId, post: 'office', personId: null, why: 'onBehalf' } : r));
  return all.filter((r, i) => all.findIndex((x) => x.unitId === r.unitId && x.post === r.post) === i);
}

/** Notices that an event of a proceeding gives rise to. Pure: a rebuild finds the same ones, and no other. */
export function proceedingNoticesOf<S extends ProceedingState>(kind: ProceedingKind<S>, event: DomainEvent, state: S, roster: Roster): IssuedProceedingNotice[] {
  if (event.type === 'ReminderIssued' || event.type === 'DutyEscalated') {
    const { duty, arming, rung, to, deadline } = event.data as CommonEventData['ReminderIssued'];
    return [{ id: `${duty}/${arming}/${rung}`, kind: event.type === 'ReminderIssued' ? 'reminder' : 'escalation', to, text: null, deadline, subject: null, duty, rung, series: null, issued: true }];
  }
  if (event.type === 'HandedOver') return handedOver(event as DomainEvent<string, HandedOverData>, state, roster);
  if (event.type === 'HolderLeft') return holderLeft(event as DomainEvent<string, AbsenceEventData['HolderLeft']>, state, roster);
  return [...draftOf(event, state, roster), ...ownNotices(kind, event, state, roster)];
}

function ownNotices<S extends ProceedingState>(kind: ProceedingKind<S>, event: DomainEvent, state: S, roster: Roster): IssuedProceedingNotice[] {
  return (noticesOfObjections(event, state, roster) ?? kind.notices(event, state, roster))
    .map((n) => ({ ...n, to: received(n.to, state, roster), duty: n.kind, rung: n.kind, series: n.series ?? null, issued: true }))
    .filter((n) => n.to.length > 0);
}

/** A paper is a notice from its drafting on, under the paper's own id. */
function draftOf(event: DomainEvent, state: ProceedingState, roster: Roster): IssuedProceedingNotice[] {
  if (event.type !== 'ProceedingPaperDrafted') return [];
  const { paperId: id, paper: kind, series, to, text, deadline, subject } = event.data as PaperEventData['ProceedingPaperDrafted'];
  return [{ id, kind, to: received(to, state, roster), text, deadline, subject, duty: kind, rung: kind, series, issued: false }];
}

/** To whom a paper goes that this event issues; null for every other event. */
export function issuedPaper(event: DomainEvent, state: ProceedingState, roster: Roster): { id: string; to: ToldOne[] } | null {
  if (event.type !== 'ProceedingPaperSigned') return null;
  const paper = state.papers[(event.data as PaperEventData['ProceedingPaperSigned']).paperId];
  return paper ? { id: paper.id, to: received(paper.to, state, roster) } : null;
}

/** Who directs the unit names another, or the office does: both hear of it once. */
function holderLeft({ data: { unitId, personId } }: DomainEvent<string, AbsenceEventData['HolderLeft']>, state: ProceedingState, roster: Roster): IssuedProceedingNotice[] {
  const to: ToldOne[] = [{ unitId, post: 'leader', personId: null, why: 'assignee' }, { unitId: state.officeUnitId, post: 'office', personId: null, why: 'informed' }];
  return [{ id: `v${state.version}`, kind: 'holderLeft', to: received(to, state, roster), text: state.title, deadline: null, subject: personId, duty: 'holderLeft', rung: 'holderLeft', series: null, issued: true }];
}

/** Who takes something over hears of it, by the act that moved it. */
function handedOver(event: DomainEvent<string, HandedOverData>, state: ProceedingState, roster: Roster): IssuedProceedingNotice[] {
  const { handOverId, to, reason } = event.data;
  const one: ToldOne = { unitId: to.unitId, post: to.personId === null ? 'liaison' : 'responsible', personId: to.personId, why: 'assignee' };
  return [{ id: `v${state.version}.${handOverId}`, kind: 'handedOver', to: received([one], state, roster), text: reason, deadline: null, subject: null, duty: 'handedOver', rung: 'handedOver', series: null, issued: true }];
}
