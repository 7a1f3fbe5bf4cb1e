import { endOfDay, type Day } from '../time/day';
import type { NewItemEvent } from './item.events';
import type { ItemState, Lateness, Step } from './item.types';

/** Latenesses of a step that stand: found, and not overturned. */
export function standingLateness(state: ItemState, stepId: string): Lateness[] {
  return state.lateness.filter((l) => l.duty === `step:${stepId}` && l.overturned === null);
}

/** The lateness found for the date that the step runs towards now, standing or overturned. One date makes late once. */
export function presentLateness(state: ItemState, step: Step): Lateness | undefined {
  if (state.lateness.length === 0) return undefined;
  const duty = `step:${step.id}`;
  return state.lateness.findLast((l) => l.duty === duty && l.datesBefore === step.extensions.length);
}

/**
 * The mark of a deadline that passed while an answer to a request was awaited and that a late submission has hidden from the
 * agenda since. Under the key that the agenda would have used, so that it can come once only.
 */
export function lateMark(state: ItemState, step: Step, deadline: Day): NewItemEvent[] {
  const duty = `step:${step.id}`;
  const { arming } = step;
  if (state.fired[`${duty}/${arming}`]?.overdue !== undefined || presentLateness(state, step)) return [];
  return [{ type: 'OverdueMarked', agendaKey: `${duty}/${arming}/overdue`, dueAt: endOfDay(deadline), data: { duty, arming, rung: 'overdue', stepId: step.id, deadline } }];
}
