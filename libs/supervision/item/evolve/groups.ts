import type { Instant } from '../../time/day';
import type { ItemEventData } from '../item.events';
import type { ItemState } from '../item.types';
import { assignmentOf, changeAssignment, fire, isUnderWay, mapSteps, movedOn, succeeded, withSteps } from './change';

/** What follows from the roster holds since the roster has said so: a timer that ran late shortens nobody's days. */

export function groupResolved(before: ItemState, data: ItemEventData['GroupResolved'], at: Instant): ItemState {
  const state = fire(before, data, at);
  const openGroups = state.openGroups.filter((g) => g.role !== data.group.role || !data.names.includes(g.name));
  return { ...state, openGroups, groups: [...state.groups, { ...data.group, namedAt: data.from }] };
}

export function memberJoined(before: ItemState, data: ItemEventData['MemberJoined'], at: Instant): ItemState {
  const { assignment, from, steps } = data;
  const state = fire(before, data, at);
  return withSteps({ ...state, outcomeFrom: null, assignments: { ...state.assignments, [assignment.id]: assignmentOf(assignment, from, null) } }, steps, from);
}

/** The assignment ends for good, and so does what is under way of it. */
export function memberLeft(before: ItemState, { assignmentId, roster, ...data }: ItemEventData['MemberLeft'], at: Instant): ItemState {
  const next = changeAssignment(fire(before, data, at), assignmentId, { status: 'dropped', left: roster });
  return mapSteps(next, (s) => s.assignmentId === assignmentId && isUnderWay(s), (s) => ({ ...s, status: 'cancelled', inApproval: null }));
}

export function assignmentPassedOn(before: ItemState, data: ItemEventData['AssignmentPassedOn'], at: Instant): ItemState {
  const { assignmentId, to, from, steps } = data;
  const state = movedOn(changeAssignment(fire(before, data, at), assignmentId, { status: 'transferred', left: data.roster, goesOnAs: to.id }), assignmentId, steps);
  const there = state.assignments[to.id];
  const taken = there ? { ...there, role: to.role, coordinator: to.coordinator } : assignmentOf(to, from, null);
  return withSteps(succeeded({ ...state, assignments: { ...state.assignments, [to.id]: taken } }, assignmentId, to.id, there), steps, from);
}
