import { holds, type HandOver, type Holder, type Movable } from '../../holding';
import { reject, type Rejection } from '../../rejection';
import { dayOf } from '../../time/day';
import type { ByHandOver, NewItemEvent } from '../item.events';
import type { Assignment, ItemState } from '../item.types';
import { verifierOf } from '../item.verifier';
import { assignmentOf } from '../evolve/change';
import { isOffice, isRejected, missingReason, type DecideContext, type Decision } from './deciding';
import { cannotTake, transferred } from './transfers';

/** The assignments that a person answers for, or that a unit has. */
function held(state: ItemState, holder: Holder): Assignment[] {
  if (state.closed !== null) return [];
  return Object.values(state.assignments).filter((a) => a.status === 'active' && holds(holder, a.unitId, a.responsiblePersonId));
}

/** What somebody holds in an item, each with whether it could go to the new holder. */
export function movablesOfItem(state: ItemState, from: Holder, to: Holder, context: DecideContext): Movable[] {
  return held(state, from).map((a) => ({ holding: { id: a.id, kind: 'assignment', text: `${state.number} ${state.title}` }, day: null, refusal: refusal(state, a, to, context) }));
}

/** Why an assignment cannot go to the new holder; null where it can. */
function refusal(state: ItemState, a: Assignment, to: Holder, context: DecideContext): Rejection | null {
  if (to.personId !== null) return a.unitId === to.unitId ? verifies(state, to.personId, context) : { code: 'not-the-assignee', details: { unitId: a.unitId } };
  return cannotTake(state, to.unitId, 'to', context)?.rejected ?? unverified(state, a, to.unitId, context);
}

/** Whoever may accept the work by the standing authorisation does not answer for it as well. */
function verifies(state: ItemState, personId: string, context: DecideContext): Rejection | null {
  const { standing } = state.otherVerification;
  return standing && standing.until >= dayOf(context.now) && standing.personIds.includes(personId) ? { code: 'holder-verifies' } : null;
}

/** Nobody would be left to accept the work of this or another assignment: one roof is one body. */
function unverified(state: ItemState, a: Assignment, toUnitId: string, context: DecideContext): Rejection | null {
  const { standing } = state.otherVerification;
  if (standing && standing.until >= dayOf(context.now)) return null;
  const moved = { ...assignmentOf({ id: '', unitId: toUnitId, role: a.role, coordinator: a.coordinator }, context.now, null) };
  const after: ItemState = { ...state, assignments: { ...state.assignments, [a.id]: { ...a, status: 'transferred' }, '': moved } };
  const { roster } = context.rules;
  const left = (s: ItemState, x: Assignment): boolean => verifierOf(s, x, roster) !== null;
  const others = Object.values(state.assignments).filter((x) => x.status === 'active' && x.id !== a.id && left(state, x));
  return [moved, ...others].every((x) => left(after, x)) ? null : { code: 'no-verifier-left', details: { unitId: toUnitId } };
}

/**
 * 交接: all that the holder has in the item goes to another in one act. A person's assignments get another name; a unit's go to the
 * other unit as by a transfer. What may not move stays; nothing held is nothing to do.
 */
export function handOver(state: ItemState, command: HandOver, context: DecideContext): Decision {
  const { from, to, reason, basis, handOverId } = command;
  const { actor } = context;
  const may = isOffice(state, context) || (from.personId !== null && actor.kind === 'person' && actor.unitId === from.unitId);
  if (!may) return reject('not-the-office');
  const missing = missingReason(reason);
  if (missing) return missing;
  const by: ByHandOver = { handOverId, from, to, reason, basis };
  const events: NewItemEvent[] = [];
  let refused: Rejection | null = null;
  for (const a of held(state, from)) {
    const wrong = refusal(state, a, to, context);
    if (wrong !== null) refused ??= wrong;
    else if (to.personId !== null) events.push({ type: 'ResponsiblePersonNamed', reason, data: { assignmentId: a.id, personId: to.personId, handOver: by } });
    else if (events.length === 0) {
      const moved = transferred(state, a.id, to.unitId, `h${handOverId}-${Object.keys(state.assignments).length}`, reason, 'transferred', context);
      if (isRejected(moved)) return moved;
      events.push(...moved.map((e): NewItemEvent => (e.type === 'AssignmentTransferred' ? { ...e, data: { ...e.data, handOver: by } } : e)));
    }
  }
  return events.length === 0 && refused !== null ? { rejected: refused } : events;
}
