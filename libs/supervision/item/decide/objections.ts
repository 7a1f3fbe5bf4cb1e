import { reject } from '../../rejection';
import { dayOf } from '../../time/day';
import type { CommandOf } from '../item.commands';
import type { NewItemEvent } from '../item.events';
import { standingLateness } from '../item.lateness';
import { stepsOf } from '../item.light';
import type { ItemState, Lateness, PendingRequest } from '../item.types';
import { requestMade } from './asking';
import { asTold, isOffice, isRejected, missingReason, occurredAt, ownFinishedAssignment, rulesOf, sharesRoof, spanNow, type DecideContext, type Decision } from './deciding';

/**
 * 异议: to a lateness, a return or an attribution, within the days that policy gives; also after the work is done. The days count from
 * when the log recorded what is disputed, since nobody could see it earlier: a timer that came late, or a ruling that brought a hidden
 * lateness out, costs the unit no day. Recorded by the office for a unit that told it (代录), the day stated decides.
 */
export function object(state: ItemState, command: CommandOf<'object'>, context: DecideContext): Decision {
  const a = ownFinishedAssignment(state, command.assignmentId, context);
  if (isRejected(a)) return a;
  const missing = missingReason(command.reason);
  if (missing) return missing;
  if (state.requests[command.requestId]) return reject('name-taken', { field: 'requestId' });
  const disputed = disputedBy(state, command);
  if (!disputed) return reject('not-found', { field: command.what === 'attribution' ? 'assignmentId' : 'stepId' });
  const days = rulesOf(context, a.unitId).objectionWorkingDays;
  const last = spanNow(context).calendar.addWorkingDays(dayOf(disputed.at), days);
  const at = occurredAt(command.onBehalf, a.id, state, context, disputed.at);
  if (isRejected(at)) return at;
  if (dayOf(at) > last) return reject('objection-too-late', { details: { last, days } });
  const { duty, arming, decidedBy } = disputed;
  const stepId = duty === null ? null : command.stepId;
  const open = Object.values(state.requests).some((r) => r.kind === 'objection' && r.status === 'open' && r.assignmentId === a.id && r.stepId === stepId);
  if (open) return reject('request-open');
  const made = requestMade('objection', command.requestId, a.id, stepId, command.reason, context, { disputed: { what: command.what, duty, arming, decidedBy }, ...asTold(command.onBehalf) });
  return [{ ...made, occurredAt: at }];
}

function disputedBy(state: ItemState, command: CommandOf<'object'>): { at: string; duty: string | null; arming: number | null; decidedBy: string | null } | null {
  if (command.what === 'attribution') {
    const a = state.assignments[command.assignmentId];
    return a ? { at: a.createdAt, duty: null, arming: null, decidedBy: a.assignedBy } : null;
  }
  const step = state.steps[command.stepId];
  if (!step || step.assignmentId !== command.assignmentId) return null;
  const duty = `step:${step.id}`;
  if (command.what === 'lateness') {
    const found = standingLateness(state, step.id).at(-1);
    return found ? { at: found.recordedAt, duty, arming: found.arming, decidedBy: null } : null;
  }
  const returned = step.submissions.some((s) => s.outcome === 'returned');
  return returned ? { at: step.attemptOpenedAt, duty, arming: step.arming, decidedBy: step.returnedBy } : null;
}

function overturned(lateness: readonly Lateness[], basis: string): NewItemEvent[] {
  return lateness.map((l) => ({ type: 'LatenessOverturned', reason: basis, data: { duty: l.duty, arming: l.arming, basis } }));
}

/** 更正: what an upheld objection puts right. The original stays visible, and leaves every count. */
export function upheld(state: ItemState, request: PendingRequest, basis: string): NewItemEvent[] {
  const { disputed } = request;
  if (!disputed) return [];
  switch (disputed.what) {
    case 'lateness':
      return overturned(state.lateness.filter((l) => l.duty === disputed.duty && l.arming === disputed.arming && l.overturned === null), basis);
    case 'attribution':
      return overturned(stepsOf(state, request.assignmentId).flatMap((s) => standingLateness(state, s.id)), basis);
    case 'return': {
      const step = request.stepId === null ? undefined : state.steps[request.stepId];
      if (!step) return [];
      const since = disputed.arming ?? 0;
      const events = overturned(standingLateness(state, step.id).filter((l) => l.arming >= since), basis);
      // Nothing was sent since: the submission lies with its verifier again.
      const stands = step.status === 'open' && step.submissions.at(-1)?.outcome === 'returned';
      return stands ? [...events, { type: 'ReturnOverturned', reason: basis, data: { stepId: step.id, basis } }] : events;
    }
  }
}

/** 更正 of a lateness without an objection: an error of entry, or a calendar that came late; by the office, with its basis. */
export function correct(state: ItemState, command: CommandOf<'correct'>, context: DecideContext): Decision {
  if (!isOffice(state, context)) return reject('not-the-office');
  const missing = missingReason(command.basis, 'basis');
  if (missing) return missing;
  const found = state.lateness.find((l) => l.duty === command.duty && l.arming === command.arming);
  if (!found) return reject('not-found', { field: 'duty' });
  if (found.overturned !== null) return [];
  const a = Object.values(state.assignments).find((x) => stepsOf(state, x.id).some((s) => `step:${s.id}` === command.duty));
  if (a && sharesRoof(context, a.unitId)) return reject('own-work', { details: { unitId: a.unitId } });
  return overturned([found], command.basis);
}
