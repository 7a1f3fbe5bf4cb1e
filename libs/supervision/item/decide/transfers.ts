import { closePauses, isUnderWay } from '../evolve/change';
import { reject, type Rejection } from '../../rejection';
import { continuing } from '../item.continuing';
import type { CommandOf } from '../item.commands';
import type { NewAssignment, NewItemEvent, NewStep } from '../item.events';
import { stepsOf } from '../item.light';
import { directorsOf } from '../item.verifier';
import { livingUnit, underOneRoof } from '../../roster/roster';
import type { Assignment, ItemState, Step } from '../item.types';
import { deadlineOf, isLate } from '../item.deadline';
import { dayOf, type Day } from '../../time/day';
import { freeStepIds } from '../item.ids';
import { isOffice, missingReason, notDirecting, rulesOf, spanNow, type DecideContext, type Decision } from './deciding';

/**
 * Whether the actor may move the assignment: the office; where it lies with, or goes to, a unit of the office's own house, who directs the item instead
 * (item.verifier.ts). Where nobody is set up who could, the office moves it after all: that is how such an item comes into other hands.
 */
function notTransferring(state: ItemState, unitIds: readonly string[], context: DecideContext): { rejected: Rejection } | null {
  const { roster } = context.rules;
  const house = unitIds.some((unitId) => underOneRoof(roster, livingUnit(roster, state.officeUnitId), unitId));
  if (house && directorsOf(state, roster).length > 0) return notDirecting(state, context);
  return isOffice(state, context) ? null : reject('not-the-office');
}

/** 转办: one assignment goes to another unit. */
export function transfer(state: ItemState, command: CommandOf<'transfer'>, context: DecideContext): Decision {
  const a = Object.hasOwn(state.assignments, command.assignmentId) ? state.assignments[command.assignmentId] : undefined;
  const wrongHands = notTransferring(state, a ? [a.unitId, command.toUnitId] : [], context);
  if (wrongHands) return wrongHands;
  const missing = missingReason(command.reason);
  if (missing) return missing;
  if (!a) return reject('assignment-not-found', { field: 'assignmentId' });
  return transferred(state, command.assignmentId, command.toUnitId, command.newAssignmentId, command.reason, 'transferred', context);
}

/** A unit that may take work on: registered, not dissolved, not at it already. */
export function cannotTake(state: ItemState, unitId: string, field: string, context: DecideContext): { rejected: Rejection } | null {
  const unit = context.rules.roster.units[unitId];
  if (!unit) return reject('unit-unknown', { field, details: { id: unitId } });
  if (unit.until !== null) return reject('unit-dissolved', { field, details: { name: unit.name } });
  const at = Object.values(state.assignments).some((a) => a.unitId === unitId && a.status === 'active');
  return at ? reject('unit-already-assigned', { field, details: { name: unit.name } }) : null;
}

/** The step that the unit had itself for the same work, before that was taken from it; undefined where the work is new to it. */
function ownBefore(state: ItemState, unitId: string, step: Pick<Step, 'title' | 'period'>, ending: readonly string[]): Step | undefined {
  const former = Object.values(state.assignments).filter((a) => a.unitId === unitId && (a.status !== 'active' || ending.includes(a.id))).map((a) => a.id);
  return Object.values(state.steps).findLast((s) => former.includes(s.assignmentId) && s.title === step.title && s.period === step.period && s.status !== 'done');
}

/**
 * The day of work for a unit that takes it on. It is not late for days on which the work was another's: where the day has passed by
 * then, it has as many working days as a return gives. Who gets its own work back has the day that it had, and no new ones; what was late by it is not late again.
 *
 * @param day that stands for the work
 * @param ending assignments that end with the same act
 */
export function dayForTaker(state: ItemState, step: Pick<Step, 'title' | 'period'>, day: Day | null, unitId: string, context: DecideContext, ending: readonly string[] = []): Pick<NewStep, 'day' | 'resumes'> {
  const { now } = context;
  const own = ownBefore(state, unitId, step, ending);
  if (own !== undefined) {
    const { day: had } = deadlineOf(own, spanNow(context).calendar, rulesOf(context, unitId), now);
    return { resumes: own.id, ...(had === null || had === day ? {} : { day: had }) };
  }
  return isLate(now, day) ? { day: spanNow(context).calendar.addWorkingDays(dayOf(now), rulesOf(context, unitId).returnWorkingDays) } : {};
}

/** The same of a step that goes on under another unit. The former unit's lateness stays, and so does the first deadline. */
function dayAnew(state: ItemState, step: Step, toUnitId: string, how: 'declined' | 'transferred', context: DecideContext): Pick<NewStep, 'day' | 'resumes'> {
  const { now } = context;
  // Whoever takes the work on has the days that the ruling on a refusal took.
  const pauses = how === 'declined' ? closePauses(step.pauses, 'decline', now, false) : step.pauses;
  const { day } = deadlineOf({ ...step, pauses }, spanNow(context).calendar, rulesOf(context, toUnitId), now);
  return dayForTaker(state, step, day, toUnitId, context);
}

/** Moves an assignment and its open steps to another unit: receipt starts anew, the account of each deadline goes along. */
export function transferred(state: ItemState, assignmentId: string, toUnitId: string, newId: string, reason: string, how: 'declined' | 'transferred', context: DecideContext): NewItemEvent[] | { rejected: Rejection } {
  const a = state.assignments[assignmentId];
  if (!a || a.status !== 'active') return reject('assignment-closed', { field: 'assignmentId' });
  const wrong = cannotTake(state, toUnitId, 'toUnitId', context);
  if (wrong) return wrong;
  if (state.assignments[newId]) return reject('name-taken', { field: 'newAssignmentId' });
  const to: NewAssignment = { id: newId, unitId: toUnitId, role: a.role, coordinator: a.coordinator };
  const freeId = freeStepIds(state);
  const steps: NewStep[] = stepsOf(state, a.id)
    // What lies with its verifier is judged as what it is, by who handed it in; returned, it goes on here. Of what was refused nothing is.
    .filter((s) => s.status === 'open' || (how === 'declined' && isUnderWay(s)))
    .map((s) => ({ ...continuing(s, newId, freeId(`${newId}-${s.id}`)), ...dayAnew(state, s, toUnitId, how, context) }));
  return [{ type: 'AssignmentTransferred', reason, data: { assignmentId: a.id, reason, to, steps, how } }];
}

/** The step in which the unit that has the work now puts right what was returned of its predecessor's: with the days of a return at least. Null where it has the same under way, or nobody has it. */
export function returnedTo(state: ItemState, step: Step, heir: Assignment, attemptDay: Day, context: DecideContext): NewStep | null {
  const same = stepsOf(state, heir.id).some((s) => isUnderWay(s) && s.title === step.title && s.period === step.period);
  if (heir.status !== 'active' || same) return null;
  const { day } = deadlineOf(step, spanNow(context).calendar, rulesOf(context, heir.unitId), context.now);
  const own = dayForTaker(state, step, day, heir.unitId, context);
  const days = own.resumes === undefined && day !== null && attemptDay > day ? { day: attemptDay } : own;
  return { ...continuing(step, heir.id, freeStepIds(state)(`${heir.id}-${step.id}`)), ...days };
}
