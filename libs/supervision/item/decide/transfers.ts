import { closePauses, isUnderWay } from '../evolve/change';
import { reject, type Rejection } from '../../rejection';
import type { CommandOf } from '../item.commands';
import type { NewAssignment, NewItemEvent, NewStep } from '../item.events';
import { stepsOf } from '../item.light';
import type { ItemState, Step } from '../item.types';
import { deadlineOf, isLate } from '../item.deadline';
import { dayOf, type Day } from '../../time/day';
import { freeStepIds } from '../item.ids';
import { isOffice, missingReason, rulesOf, spanNow, type DecideContext, type Decision } from './deciding';

/** 转办: the office moves one assignment to another unit. */
export function transfer(state: ItemState, command: CommandOf<'transfer'>, context: DecideContext): Decision {
  if (!isOffice(state, context)) return reject('not-the-office');
  const missing = missingReason(command.reason);
  if (missing) return missing;
  if (!state.assignments[command.assignmentId]) return reject('assignment-not-found', { field: 'assignmentId' });
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

/**
 * A unit is not late for days on which the work was another's: where the day has passed when it takes the work on, it has as many
 * working days as a return gives. The former unit's lateness stays, and so does the first deadline.
 */
function dayAnew(step: Step, toUnitId: string, how: 'declined' | 'transferred', context: DecideContext): { day?: Day } {
  const { now } = context;
  const rules = rulesOf(context, toUnitId);
  const { calendar } = spanNow(context);
  // Whoever takes the work on has the days that the ruling on a refusal took.
  const pauses = how === 'declined' ? closePauses(step.pauses, 'decline', now, false) : step.pauses;
  const { day } = deadlineOf({ ...step, pauses }, calendar, rules, now);
  return isLate(now, day) ? { day: calendar.addWorkingDays(dayOf(now), rules.returnWorkingDays) } : {};
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
    .filter(isUnderWay)
    .map((s) => ({ id: freeId(`${newId}-${s.id}`), assignmentId: newId, title: s.title, period: s.period, basis: s.basis, evidenceRequired: s.evidenceRequired, ...(s.asks === undefined ? {} : { asks: s.asks }), continues: s.id, ...dayAnew(s, toUnitId, how, context) }));
  return [{ type: 'AssignmentTransferred', reason, data: { assignmentId: a.id, reason, to, steps, how } }];
}
