import type { Assignment, ItemState } from './item.types';

/** Who goes on with an assignment's work since it was transferred, as things are now; the assignment itself where it was not. */
export function heirOf(state: ItemState, assignment: Assignment): Assignment {
  let a = assignment;
  // Each transfer makes or names a later assignment; the count only keeps a log that says otherwise from looping.
  for (let i = Object.keys(state.assignments).length; i > 0 && a.goesOnAs !== undefined; i--) a = state.assignments[a.goesOnAs] ?? a;
  return a;
}

/** The assignments whose work goes on in this one, however often it was moved. */
export function formersOf(state: ItemState, assignmentId: string): Assignment[] {
  return Object.values(state.assignments).filter((a) => a.goesOnAs !== undefined && heirOf(state, a).id === assignmentId);
}
