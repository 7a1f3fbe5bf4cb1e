import { actingUnit, type Actor } from '../../actor';
import { reject, type Rejection } from '../../rejection';
import { livingUnit, underOneRoof } from '../../roster/roster';
import { spanAt, type Rules, type RulesSpan } from '../../rules';
import { LAST_DEADLINE } from '../../calendar/calendar';
import { addMs, dayOf, isDay, latest, startOfDay, type Day, type Instant } from '../../time/day';
import type { OnBehalf } from '../item.commands';
import type { NewItemEvent } from '../item.events';
import { rulesOfUnit } from '../item.duties';
import type { Assignment, ItemState, Step } from '../item.types';
import type { PolicyRules } from '../../policy/policy';

/** What a decision may look at beside the state: the moment, who acts, and the rules. */
export interface DecideContext {
  now: Instant;
  actor: Actor;
  rules: Rules;
}

export type Decision = NewItemEvent[] | { rejected: Rejection };

export function isRejected<T>(value: T | { rejected: Rejection }): value is { rejected: Rejection } {
  return typeof value === 'object' && value !== null && 'rejected' in value;
}

export function personOf(context: DecideContext): string {
  return context.actor.kind === 'person' ? context.actor.personId : context.actor.name;
}

export function spanNow(context: DecideContext): RulesSpan {
  return spanAt(context.rules, context.now);
}

export function rulesOf(context: DecideContext, unitId: string): PolicyRules {
  return rulesOfUnit(spanNow(context), context.rules.roster, unitId);
}

/** Whether the actor is of the plan's office, or of the unit that came after it. */
export function isOffice(state: Pick<ItemState, 'officeUnitId'>, context: DecideContext): boolean {
  return context.actor.kind === 'person' && context.actor.unitId === livingUnit(context.rules.roster, state.officeUnitId);
}

/** The assignment, active and acted on by its own unit (or by the office on its behalf). */
export function ownAssignment(state: ItemState, assignmentId: string, context: DecideContext): Assignment | { rejected: Rejection } {
  const a = state.assignments[assignmentId];
  if (!a) return reject('assignment-not-found', { field: 'assignmentId' });
  if (a.status !== 'active') return reject('assignment-closed', { field: 'assignmentId', details: { status: a.status } });
  if (actingUnit(context.actor) !== a.unitId) return reject('not-the-assignee', { details: { unitId: a.unitId } });
  return a;
}

/** The same, and also when its work is accepted while the item goes on: figures, answers and objections may still come. */
export function ownFinishedAssignment(state: ItemState, assignmentId: string, context: DecideContext): Assignment | { rejected: Rejection } {
  const a = state.assignments[assignmentId];
  if (a?.status === 'completed' && actingUnit(context.actor) === a.unitId) return a;
  return ownAssignment(state, assignmentId, context);
}

/** An open step of the actor's own received assignment. */
export function ownOpenStep(state: ItemState, stepId: string, context: DecideContext): { step: Step; assignment: Assignment } | { rejected: Rejection } {
  const step = state.steps[stepId];
  if (!step) return reject('step-not-found', { field: 'stepId' });
  const assignment = ownAssignment(state, step.assignmentId, context);
  if (isRejected(assignment)) return assignment;
  if (assignment.receivedAt === null) return reject('assignment-not-received', { details: { assignmentId: assignment.id } });
  if (step.status !== 'open') return reject('step-not-open', { field: 'stepId', details: { status: step.status } });
  return { step, assignment };
}

/** Nobody rules on, verifies or accepts what their own body did: bodies under one roof are one. */
export function sharesRoof(context: DecideContext, unitId: string): boolean {
  return context.actor.kind === 'person' && underOneRoof(context.rules.roster, context.actor.unitId, unitId);
}

/** The reason, or a refusal where it says nothing. */
export function missingReason(reason: string, field = 'reason'): { rejected: Rejection } | null {
  return reason.trim().length < 2 ? reject('reason-missing', { field }) : null;
}

/** The moment of something recorded on a unit's behalf: noon of its day, never after now nor before the item was issued. */
export function occurredAt(onBehalf: OnBehalf | null, state: ItemState, context: DecideContext): Instant | { rejected: Rejection } {
  if (onBehalf === null) return context.now;
  if (!isDay(onBehalf.date)) return reject('date-invalid', { field: 'onBehalf.date' });
  if (onBehalf.date > dayOf(context.now) || onBehalf.date < dayOf(state.issuedAt)) return reject('date-invalid', { field: 'onBehalf.date', details: { from: dayOf(state.issuedAt), to: dayOf(context.now) } });
  const noon = latest(addMs(startOfDay(onBehalf.date), 12 * 3_600_000), state.issuedAt);
  return noon < context.now ? noon : context.now;
}

/** A day that exists, that calendars can count from, and that does not lie before today. */
export function futureDay(day: Day, field: string, context: DecideContext): { rejected: Rejection } | null {
  if (!isDay(day) || day > LAST_DEADLINE) return reject('date-invalid', { field });
  if (day < dayOf(context.now)) return reject('date-in-the-past', { field, details: { day } });
  return null;
}
