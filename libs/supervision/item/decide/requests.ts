import { reject, type Rejection } from '../../rejection';
import type { Day } from '../../time/day';
import type { CommandOf } from '../item.commands';
import { attemptDayOf, deadlineOf, isLate } from '../item.deadline';
import type { ItemState, Step } from '../item.types';
import { requestAnew, requestMade } from './asking';
import { asTold, futureDay, isRejected, missingReason, occurredAt, ownOpenStep, rulesOf, spanNow, type DecideContext, type Decision } from './deciding';

/** The last day of a step under the rules of now, and the one of its present attempt. */
export function presentDays(state: ItemState, step: Step, context: DecideContext): { deadline: Day | null; attempt: Day | null } {
  const unitId = state.assignments[step.assignmentId]?.unitId ?? '';
  const { day } = deadlineOf(step, spanNow(context).calendar, rulesOf(context, unitId), context.now);
  return { deadline: day, attempt: attemptDayOf(step, day) };
}

/** An extension names a later day than the one that holds. */
export function notLater(state: ItemState, step: Step, day: Day, context: DecideContext): { rejected: Rejection } | null {
  const { attempt } = presentDays(state, step, context);
  return attempt !== null && day <= attempt ? reject('date-invalid', { field: 'day', details: { day, deadline: attempt } }) : null;
}

/** 延期: one open request a duty; asked late it needs its reason like any other, and lateness stays. Recorded by the office for a unit that told it (代录), the day stated decides whether it was asked in time. */
export function requestExtension(state: ItemState, command: CommandOf<'requestExtension'>, context: DecideContext): Decision {
  const found = ownOpenStep(state, command.stepId, context);
  if (isRejected(found)) return found;
  const wrong = missingReason(command.reason) ?? futureDay(command.day, 'day', context) ?? requestAnew(state, command.requestId, found.assignment.id, found.step.id);
  if (wrong) return wrong;
  const { attempt } = presentDays(state, found.step, context);
  if (attempt === null) return reject('deadline-none', { field: 'stepId' });
  const early = notLater(state, found.step, command.day, context);
  if (early) return early;
  const at = occurredAt(command.onBehalf, found.assignment.id, state, context, found.step.attempt > 1 ? found.step.attemptOpenedAt : state.issuedAt);
  if (isRejected(at)) return at;
  const made = requestMade('extension', command.requestId, found.assignment.id, found.step.id, command.reason, context, { day: command.day, askedInTime: !isLate(at, attempt), ...asTold(command.onBehalf) });
  return [command.onBehalf === null ? made : { ...made, occurredAt: at }];
}

/** 正当理由: explains a delay without asking for a new date; accepted, the rungs rest until the day named. */
export function stateReason(state: ItemState, command: CommandOf<'stateReason'>, context: DecideContext): Decision {
  const found = ownOpenStep(state, command.stepId, context);
  if (isRejected(found)) return found;
  const wrong = missingReason(command.reason) ?? futureDay(command.restUntil, 'restUntil', context) ?? requestAnew(state, command.requestId, found.assignment.id, found.step.id);
  if (wrong) return wrong;
  // A reason moves no deadline and keeps no mark back: only the rungs rest.
  return [requestMade('reason', command.requestId, found.assignment.id, found.step.id, command.reason, context, { day: command.restUntil, askedInTime: false })];
}
