import { reject, type Rejection } from '../../rejection';
import { dayOf, endOfDay } from '../../time/day';
import type { CommandOf } from '../item.commands';
import { attemptDayOf, deadlineOf } from '../item.deadline';
import type { NewAssignment, NewItemEvent, NewStep } from '../item.events';
import { stepsOf } from '../item.light';
import type { ItemState, PendingRequest } from '../item.types';
import { futureDay, isOffice, isRejected, missingReason, ownAssignment, ownOpenStep, personOf, rulesOf, sharesRoof, spanNow, type DecideContext, type Decision } from './deciding';
import { openRequest, requestMade } from './receive';

function askedInTime(state: ItemState, stepId: string, context: DecideContext): boolean | null {
  const step = state.steps[stepId];
  const a = step && state.assignments[step.assignmentId];
  if (!step || !a) return null;
  const account = deadlineOf(step, spanNow(context).calendar, rulesOf(context, a.unitId), context.now);
  const day = attemptDayOf(step, account.day);
  return day === null ? null : context.now <= endOfDay(day);
}

/** 延期: one open request a duty; asked late it needs its reason like any other, and lateness stays. */
export function requestExtension(state: ItemState, command: CommandOf<'requestExtension'>, context: DecideContext): Decision {
  const found = ownOpenStep(state, command.stepId, context);
  if (isRejected(found)) return found;
  const wrong = missingReason(command.reason) ?? futureDay(command.day, 'day', context);
  if (wrong) return wrong;
  if (openRequest(state, found.assignment.id, found.step.id)) return reject('request-open');
  const inTime = askedInTime(state, found.step.id, context);
  if (inTime === null) return reject('deadline-none', { field: 'stepId' });
  return [requestMade('extension', command.requestId, found.assignment.id, found.step.id, command.reason, context, { day: command.day, askedInTime: inTime })];
}

/** 正当理由: explains a delay without asking for a new date; accepted, the rungs rest until the day named. */
export function stateReason(state: ItemState, command: CommandOf<'stateReason'>, context: DecideContext): Decision {
  const found = ownOpenStep(state, command.stepId, context);
  if (isRejected(found)) return found;
  const wrong = missingReason(command.reason) ?? futureDay(command.restUntil, 'restUntil', context);
  if (wrong) return wrong;
  if (openRequest(state, found.assignment.id, found.step.id)) return reject('request-open');
  // A reason moves no deadline and keeps no mark back: only the rungs rest.
  return [requestMade('reason', command.requestId, found.assignment.id, found.step.id, command.reason, context, { day: command.restUntil, askedInTime: false })];
}

/** 异议: to a lateness, a return or an attribution, within the days that policy gives. */
export function object(state: ItemState, command: CommandOf<'object'>, context: DecideContext): Decision {
  const a = ownAssignmentOf(state, command.assignmentId, context);
  if (isRejected(a)) return a;
  const missing = missingReason(command.reason);
  if (missing) return missing;
  const disputed = disputedBy(state, command);
  if (!disputed) return reject('not-found', { field: 'stepId' });
  const days = rulesOf(context, a.unitId).objectionWorkingDays;
  const last = spanNow(context).calendar.addWorkingDays(dayOf(disputed.at), days);
  if (dayOf(context.now) > last) return reject('objection-too-late', { details: { last, days } });
  if (Object.values(state.requests).some((r) => r.kind === 'objection' && r.status === 'open' && r.assignmentId === a.id && r.stepId === command.stepId)) return reject('request-open');
  const { duty, arming, decidedBy } = disputed;
  return [requestMade('objection', command.requestId, a.id, command.stepId, command.reason, context, { disputed: { what: command.what, duty, arming, decidedBy } })];
}

/** A unit may object also after its work is done. */
function ownAssignmentOf(state: ItemState, assignmentId: string, context: DecideContext) {
  const a = state.assignments[assignmentId];
  if (a && a.status === 'completed' && context.actor.kind === 'person' && (context.actor.onBehalfOf ?? context.actor.unitId) === a.unitId) return a;
  return ownAssignment(state, assignmentId, context);
}

function disputedBy(state: ItemState, command: CommandOf<'object'>): { at: string; duty: string | null; arming: number | null; decidedBy: string | null } | null {
  const step = state.steps[command.stepId];
  if (!step || step.assignmentId !== command.assignmentId) return null;
  const duty = `step:${step.id}`;
  if (command.what === 'lateness') {
    const found = state.lateness.filter((l) => l.duty === duty && l.overturned === null).at(-1);
    return found ? { at: found.recordedAt, duty, arming: found.arming, decidedBy: null } : null;
  }
  if (command.what === 'return') {
    const returned = step.submissions.some((s) => s.outcome === 'returned');
    return returned ? { at: step.attemptOpenedAt, duty, arming: step.arming, decidedBy: step.returnedBy } : null;
  }
  const a = state.assignments[command.assignmentId];
  return a ? { at: a.createdAt, duty: null, arming: null, decidedBy: null } : null;
}

/** 裁定 on whatever waits: by the office or the supervising unit, never by one's own roof, an objection never by who decided first. */
export function rule(state: ItemState, command: CommandOf<'rule'>, context: DecideContext): Decision {
  const request = state.requests[command.requestId];
  if (!request) return reject('not-found', { field: 'requestId' });
  if (request.status !== 'open') return reject('request-not-open', { field: 'requestId', details: { status: request.status } });
  const missing = missingReason(command.reason);
  if (missing) return missing;
  if (context.actor.kind !== 'person') return reject('not-the-office');
  const { unitId } = context.actor;
  if (!isOffice(state, context) && unitId !== state.supervisingUnitId && unitId !== state.otherVerification.unitId) return reject('not-the-office');
  if (sharesRoof(context, request.unitId)) return reject('own-work', { details: { unitId: request.unitId } });
  const personId = personOf(context);
  if (request.kind === 'objection' && request.disputed?.decidedBy === personId) return reject('first-decider');
  return command.grant ? granted(state, request, command, context) : refused(state, request, command, context);
}

function granted(state: ItemState, request: PendingRequest, command: CommandOf<'rule'>, context: DecideContext): Decision {
  const day = request.kind === 'extension' || request.kind === 'reason' ? (command.day ?? request.day) : null;
  if (day !== null) {
    const wrong = futureDay(day, 'day', context);
    if (wrong) return wrong;
  }
  const base: NewItemEvent = { type: 'RequestGranted', reason: command.reason, data: { requestId: request.id, personId: personOf(context), reason: command.reason, day } };
  if (request.kind === 'decline') {
    const toUnitId = command.toUnitId ?? request.proposedUnitId;
    if (toUnitId === null) return reject('unit-unknown', { field: 'toUnitId' });
    const moved = transferred(state, request.assignmentId, toUnitId, command.newAssignmentId, command.reason, 'declined', context);
    return isRejected(moved) ? moved : [base, ...moved];
  }
  const disputed = request.disputed;
  if (request.kind === 'objection' && disputed?.what === 'lateness' && disputed.duty !== null && disputed.arming !== null) {
    return [base, { type: 'LatenessOverturned', reason: command.reason, data: { duty: disputed.duty, arming: disputed.arming, basis: command.reason } }];
  }
  return [base];
}

function refused(state: ItemState, request: PendingRequest, command: CommandOf<'rule'>, context: DecideContext): Decision {
  const a = state.assignments[request.assignmentId];
  const grace = a ? rulesOf(context, a.unitId).graceWorkingDays : 0;
  const restUntil = request.kind === 'objection' ? null : endOfDay(spanNow(context).calendar.addWorkingDays(dayOf(context.now), grace));
  return [{ type: 'RequestRefused', reason: command.reason, data: { requestId: request.id, personId: personOf(context), reason: command.reason, restUntil } }];
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
  return [{ type: 'LatenessOverturned', reason: command.basis, data: { duty: command.duty, arming: command.arming, basis: command.basis } }];
}

/** Moves an assignment and its open steps to another unit, where the clock of receipt starts anew. */
export function transferred(state: ItemState, assignmentId: string, toUnitId: string, newId: string, reason: string, how: 'declined' | 'transferred', context: DecideContext): NewItemEvent[] | { rejected: Rejection } {
  const a = state.assignments[assignmentId];
  if (!a || a.status !== 'active') return reject('assignment-closed', { field: 'assignmentId' });
  const unit = context.rules.roster.units[toUnitId];
  if (!unit) return reject('unit-unknown', { field: 'toUnitId' });
  if (unit.until !== null) return reject('unit-dissolved', { field: 'toUnitId', details: { name: unit.name } });
  if (Object.values(state.assignments).some((x) => x.unitId === toUnitId && x.status === 'active')) return reject('unit-already-assigned', { field: 'toUnitId', details: { name: unit.name } });
  const to: NewAssignment = { id: newId, unitId: toUnitId, role: a.role, coordinator: a.coordinator };
  const steps: NewStep[] = stepsOf(state, a.id)
    .filter((s) => s.status === 'open' || s.status === 'submitted')
    .map((s) => ({ id: `${newId}-${s.id}`, assignmentId: newId, title: s.title, period: s.period, basis: s.basis, evidenceRequired: s.evidenceRequired }));
  return [{ type: 'AssignmentTransferred', reason, data: { assignmentId: a.id, reason, to, steps, how } }];
}
