import { reject } from '../../rejection';
import { dayOf } from '../../time/day';
import type { CommandOf } from '../item.commands';
import type { NewItemEvent } from '../item.events';
import { formersOf } from '../item.heirs';
import { standingLateness } from '../item.lateness';
import { stepsOf } from '../item.light';
import type { ItemState, Lateness, PendingRequest, Step } from '../item.types';
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
  const { stepId } = disputed;
  const open = Object.values(state.requests).some((r) => r.kind === 'objection' && r.status === 'open' && r.assignmentId === a.id && r.stepId === stepId);
  if (open) return reject('request-open');
  const ruled = ruledOn(state, a.id, command.what, disputed);
  if (ruled) return reject('request-not-open', { details: { status: ruled.status } });
  const made = requestMade('objection', command.requestId, a.id, stepId, command.reason, context, { disputed: { what: command.what, duty, arming, decidedBy }, ...asTold(command.onBehalf) });
  return [{ ...made, occurredAt: at }];
}

interface Found {
  /** null: what is disputed is no step's. */
  stepId: string | null;
  at: string;
  duty: string | null;
  arming: number | null;
  decidedBy: string | null;
}

function disputedBy(state: ItemState, command: CommandOf<'object'>): Found | null {
  if (command.what === 'attribution') {
    const a = state.assignments[command.assignmentId];
    return a ? { stepId: null, at: a.createdAt, duty: null, arming: null, decidedBy: a.assignedBy } : null;
  }
  const step = command.what === 'return' ? returnedStep(state, command) : state.steps[command.stepId];
  if (!step || (command.what === 'lateness' && step.assignmentId !== command.assignmentId)) return null;
  const stepId = step.id;
  const duty = `step:${stepId}`;
  if (command.what === 'lateness') {
    const found = standingLateness(state, step.id).at(-1);
    return found ? { stepId, at: found.recordedAt, duty: found.duty, arming: found.arming, decidedBy: null } : null;
  }
  return { stepId, at: step.attemptOpenedAt, duty, arming: step.arming, decidedBy: step.returnedBy };
}

/**
 * The step whose return is disputed: the unit's own, or, where its former unit's work came back to it, that unit's, by its own id or by
 * that of the step in which it is to be put right.
 */
function returnedStep(state: ItemState, { assignmentId, stepId }: CommandOf<'object'>): Step | undefined {
  const named = state.steps[stepId];
  const wasReturned = (s: Step): boolean => s.submissions.some((x) => x.outcome === 'returned');
  if (named?.assignmentId === assignmentId && wasReturned(named)) return named;
  const a = state.assignments[assignmentId];
  return a && formersOf(state, a.id).flatMap((f) => stepsOf(state, f.id)).find((s) => (s.id === stepId || s.goesOnAs === stepId) && isReturnedBeyond(s));
}

/** Returned after the work had gone to another unit. */
function isReturnedBeyond(step: Step): boolean {
  return step.goesOnAs !== undefined && step.status === 'cancelled';
}

/**
 * The objection to the same that was ruled on already: each thing is disputed once. Work that was given anew since is another.
 *
 * Told apart by arming, and where nothing is armed anew (a second return of work that has gone to another unit) by the moment: for that to be
 * taken for the first, an objection, its ruling and the second return, three persons' acts one after another, would have to be recorded in
 * one millisecond, which only a clock that stands still brings about. Stored requests name no event that they dispute.
 */
function ruledOn(state: ItemState, assignmentId: string, what: CommandOf<'object'>['what'], { at, duty, arming }: { at: string; duty: string | null; arming: number | null }): PendingRequest | undefined {
  return Object.values(state.requests).find(
    (r) => r.kind === 'objection' && (r.status === 'granted' || r.status === 'refused') && r.assignmentId === assignmentId && r.recordedAt >= at && r.disputed?.what === what && r.disputed.duty === duty && r.disputed.arming === arming,
  );
}

function overturned(lateness: readonly Lateness[], basis: string): NewItemEvent[] {
  return lateness.map((l) => ({ type: 'LatenessOverturned', reason: basis, data: { duty: l.duty, arming: l.arming, basis } }));
}

/** Latenesses of this step alone: not those of before its work was taken away and given back. */
function ownStanding(state: ItemState, stepId: string): Lateness[] {
  return standingLateness(state, stepId).filter((l) => l.duty === `step:${stepId}`);
}

/** Nothing was sent since, by the unit itself or by who has the work now: the submission can lie with its verifier again. */
function returnStands(step: Step, anew: Step | undefined): boolean {
  if (step.submissions.at(-1)?.outcome !== 'returned') return false;
  if (step.status === 'open') return true;
  const untouched = anew === undefined || (anew.status === 'open' && anew.inApproval === null && anew.submissions.every((s) => s.outcome === 'recalled'));
  return isReturnedBeyond(step) && untouched;
}

/** 更正: what an upheld objection puts right. The original stays visible, and leaves every count. */
export function upheld(state: ItemState, request: PendingRequest, basis: string): NewItemEvent[] {
  const { disputed } = request;
  if (!disputed) return [];
  switch (disputed.what) {
    case 'lateness':
      return overturned(state.lateness.filter((l) => l.duty === disputed.duty && l.arming === disputed.arming && l.overturned === null), basis);
    case 'attribution':
      return overturned(stepsOf(state, request.assignmentId).flatMap((s) => ownStanding(state, s.id)), basis);
    case 'return': {
      const step = request.stepId === null ? undefined : state.steps[request.stepId];
      if (!step) return [];
      const since = disputed.arming ?? 0;
      const anew = state.steps[step.goesOnAs ?? ''];
      const late = [...ownStanding(state, step.id).filter((l) => l.arming >= since), ...(anew ? ownStanding(state, anew.id) : [])];
      const events = overturned(late, basis);
      if (!returnStands(step, anew)) return events;
      return [...events, { type: 'ReturnOverturned', reason: basis, data: { stepId: step.id, basis, ends: anew?.status === 'open' ? anew.id : null } }];
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
