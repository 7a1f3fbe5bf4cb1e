import { standIn } from '../../actor';
import type { DomainEvent } from '../../event';
import { endOfDay, latest, type Instant } from '../../time/day';
import type { ItemEventData } from '../item.events';
import { dutiesOfStep, presentLateness, standingLateness } from '../item.lateness';
import type { ItemState, Lateness, Pause, PendingRequest, Step } from '../item.types';
import { changeAssignment, changeStep, closePauses, isUnderWay, mapSteps, NO_MARKS, rearmed } from './change';

function concerns(request: Pick<PendingRequest, 'assignmentId' | 'stepId'>): (step: Step) => boolean {
  return (s) => s.assignmentId === request.assignmentId && (request.stepId === null || s.id === request.stepId) && isUnderWay(s);
}

function settled(state: ItemState, request: PendingRequest, status: 'granted' | 'refused' | 'lapsed', by: string | null, at: Instant): ItemState {
  return { ...state, requests: { ...state.requests, [request.id]: { ...request, status, ruledBy: by, ruledAt: at } } };
}

/**
 * Whether a request on the same was refused since its ladder began: asking again rests no rung, or whoever asks each day is never
 * reprimanded. What is sent again after a return begins anew.
 */
function refusedBefore(state: Pick<ItemState, 'requests' | 'steps'>, { id, assignmentId, stepId }: Pick<PendingRequest, 'id' | 'assignmentId' | 'stepId'>): boolean {
  const since = (stepId === null ? undefined : state.steps[stepId]?.armedAt) ?? '';
  return Object.values(state.requests).some((r) => r.id !== id && r.kind !== 'objection' && r.status === 'refused' && r.assignmentId === assignmentId && r.stepId === stepId && (r.ruledAt ?? '') >= since);
}

/**
 * Whether the ladder rests while the request waits, and has a grace after a refusal: whoever asks in time rests it, whoever asks
 * late or says 申请改派 does so once. An objection disputes what was decided and rests nothing.
 */
export function restsLadder(state: Pick<ItemState, 'requests' | 'steps'>, request: PendingRequest): boolean {
  if (request.kind === 'objection') return false;
  return (request.askedInTime && request.kind !== 'decline') || !refusedBefore(state, request);
}

export function requestMade(state: ItemState, event: DomainEvent<'RequestMade', ItemEventData['RequestMade']>): ItemState {
  const { requestId: id, onBehalf, ...d } = event.data;
  const { occurredAt: at, recordedAt, actor } = event.meta;
  const request: PendingRequest = { ...d, ...standIn(actor), id, at, recordedAt, told: onBehalf?.channel ?? null, status: 'open', ruledBy: null, ruledAt: null };
  const next = { ...state, requests: { ...state.requests, [request.id]: request } };
  if (d.kind === 'objection' || !restsLadder(next, request)) return next;
  const pause: Pause = { from: at, to: null, cause: d.kind, annulled: false };
  return mapSteps(next, concerns(request), (s) => ({ ...s, pauses: [...s.pauses, pause] }));
}

export function requestGranted(state: ItemState, data: ItemEventData['RequestGranted'], at: Instant): ItemState {
  const request = state.requests[data.requestId];
  if (!request) return state;
  const next = settled(state, request, 'granted', data.personId, at);
  const { day } = data;
  switch (request.kind) {
    case 'objection':
      return next;
    case 'extension':
      // The days of waiting are no gift: the new day already counts them.
      if (day === null) return next;
      return mapSteps(next, concerns(request), (s) =>
        rearmed(s, at, { pauses: closePauses(s.pauses, 'extension', at, true), extensions: [...s.extensions, { day, by: 'extension', requestId: request.id, grantedAt: at }], attemptDay: null }),
      );
    case 'reason':
      return mapSteps(next, concerns(request), (s) => ({
        ...s,
        pauses: closePauses(s.pauses, 'reason', at, true),
        rungsRestUntil: day === null ? s.rungsRestUntil : latest(endOfDay(day), s.rungsRestUntil),
      }));
    case 'decline':
      // Whoever takes the work on has the days that the ruling took.
      return mapSteps(next, concerns(request), (s) => ({ ...s, pauses: closePauses(s.pauses, 'decline', at, false) }));
  }
}

/** The pause is undone, though no rung is sent for the days gone. */
export function requestRefused(state: ItemState, data: ItemEventData['RequestRefused'], at: Instant): ItemState {
  const request = state.requests[data.requestId];
  if (!request) return state;
  const next = settled(state, request, 'refused', data.personId, at);
  const { kind } = request;
  if (kind === 'objection') return next;
  const rest = (until: Instant | null): Instant | null => (data.restUntil === null ? until : latest(data.restUntil, until));
  const steps = mapSteps(next, concerns(request), (s) => ({ ...s, pauses: closePauses(s.pauses, kind, at, true), rungsRestUntil: rest(s.rungsRestUntil) }));
  const a = steps.assignments[request.assignmentId];
  return kind === 'decline' && a ? changeAssignment(steps, a.id, { rungsRestUntil: rest(a.rungsRestUntil) }) : steps;
}

export function requestLapsed(state: ItemState, data: ItemEventData['RequestLapsed'], at: Instant): ItemState {
  const request = state.requests[data.requestId];
  if (!request) return state;
  const next = settled(state, request, 'lapsed', null, at);
  const { kind } = request;
  return kind === 'objection' ? next : mapSteps(next, concerns(request), (s) => ({ ...s, pauses: closePauses(s.pauses, kind, at, true) }));
}

export function latenessOverturned(state: ItemState, data: ItemEventData['LatenessOverturned'], at: Instant): ItemState {
  const { duty, arming, basis } = data;
  const overturns = (l: Lateness | undefined): boolean => l?.duty === duty && l.arming === arming;
  const wasRed = state.fired[`${duty}/${arming}`]?.['red'] !== undefined || Object.values(state.steps).some((s) => s.marks.red !== null && overturns(presentLateness(state, s)));
  const lateness = state.lateness.map((l) => (overturns(l) ? { ...l, overturned: { at, basis, was: wasRed ? ('red' as const) : ('yellow' as const) } } : l));
  const known = { ...state, lateness };
  return mapSteps(known, (s) => dutiesOfStep(state, s).includes(duty), (s) => {
    // The colour is that of the date which runs now: what was late towards an earlier date gives none. Once that date does not hold
    // against the unit, it gives no colour at all: it neither comes near nor can the work fall behind it.
    const present = presentLateness(state, s);
    const marks = overturns(present) ? NO_MARKS : present === undefined ? { ...s.marks, overdue: null, red: null } : s.marks;
    return { ...s, marks, completedLate: s.completedLate && standingLateness(known, s.id).length > 0 };
  });
}

export function returnOverturned(state: ItemState, data: ItemEventData['ReturnOverturned'], at: Instant): ItemState {
  const ends = data.ends;
  const before = ends === null ? state : mapSteps(changeStep(state, ends, (s) => ({ ...s, status: 'cancelled' })), (s) => s.after?.includes(ends) === true, (s) => ({ ...s, after: s.after!.map((id) => (id === ends ? data.stepId : id)) }));
  return changeStep(before, data.stepId, (s) => {
    const last = s.submissions.at(-1);
    if (!last) return s;
    const submissions = [...s.submissions.slice(0, -1), { ...last, outcome: 'pending' as const, pendingSince: at }];
    const { goesOnAs: _ended, ...back } = s;
    return { ...back, status: 'submitted', inApproval: null, approvals: [], submissions, handIns: s.handIns + 1 };
  });
}
