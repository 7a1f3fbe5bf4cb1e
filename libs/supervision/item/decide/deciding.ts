import { actingUnit, type Actor } from '../../actor';
import { reject, type Rejection } from '../../rejection';
import { livingUnit, underOneRoof } from '../../roster/roster';
import { rulesOfUnit, spanAt, type Rules, type RulesSpan } from '../../rules';
import { LAST_DEADLINE } from '../../calendar/calendar';
import { dayOf, isDay, type Day, type Instant } from '../../time/day';
import { toldAt, type OnBehalf } from '../../on-behalf';
import { says } from '../../text/says';
import type { NewItemEvent } from '../item.events';
import type { Assignment, ItemState, Step } from '../item.types';
import { directorsOf, ownHouse } from '../item.verifier';
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

/** Whether the actor may move the item's clocks (item.verifier.ts); the refusal of an office that decides for its own house says who may. */
export function notDirecting(state: ItemState, context: DecideContext): { rejected: Rejection } | null {
  const { roster } = context.rules;
  const directors = directorsOf(state, roster);
  if (context.actor.kind === 'person' && directors.includes(context.actor.unitId)) return null;
  if (!isOffice(state, context)) return reject('not-the-office');
  const name = (unitId: string): string => roster.units[unitId]?.name ?? unitId;
  const house = [...new Set(ownHouse(state, roster))].map(name).join('、');
  return directors.length === 0 ? reject('own-house-alone', { details: { house } }) : reject('own-house', { details: { house, who: directors.map(name).join('、') } });
}

/** The reason, or a refusal where it says nothing. */
export function missingReason(reason: string, field = 'reason'): { rejected: Rejection } | null {
  return says(reason) ? null : reject('reason-missing', { field });
}

/**
 * The moment of something recorded on a unit's behalf, with the scan of it where there is one: evidence of that assignment.
 *
 * @param since from when it could be said: what was returned was not answered before
 */
export function occurredAt(onBehalf: OnBehalf | null, assignmentId: string, state: ItemState, context: DecideContext, since: Instant = state.issuedAt): Instant | { rejected: Rejection } {
  const scanId = onBehalf?.scanId ?? null;
  const scan = scanId !== null && Object.hasOwn(state.evidence, scanId) ? state.evidence[scanId] : undefined;
  if (scanId !== null && scan?.assignmentId !== assignmentId) return reject('evidence-unknown', { field: 'onBehalf.scanId', details: { id: scanId } });
  return toldAt(onBehalf, since, context.now);
}

/** What an event says of how it was told; nothing where the unit acted itself. */
export function asTold(onBehalf: OnBehalf | null): { onBehalf?: OnBehalf } {
  return onBehalf === null ? {} : { onBehalf };
}

/** A day that exists, that calendars can count from, and that does not lie before today. */
export function futureDay(day: Day, field: string, context: DecideContext): { rejected: Rejection } | null {
  if (!isDay(day) || day > LAST_DEADLINE) return reject('date-invalid', { field });
  if (day < dayOf(context.now)) return reject('date-in-the-past', { field, details: { day } });
  return null;
}

/** A day still to come, and not after the end of the plan's period. */
export function dayWithin({ period }: Pick<ItemState, 'period'>, day: Day, field: string, context: DecideContext): { rejected: Rejection } | null {
  return futureDay(day, field, context) ?? (day > period.to ? reject('date-after-period', { field, details: { day, to: period.to } }) : null);
}
