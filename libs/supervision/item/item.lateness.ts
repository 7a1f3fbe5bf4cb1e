import { endOfDay, type Day } from '../time/day';
import type { NewItemEvent } from './item.events';
import type { ItemState, Lateness, Step } from './item.types';

type Known = Pick<ItemState, 'lateness' | 'steps'>;

/** The unit's own step for the same work, from before it was taken from it: one duty, though two steps. */
function formerOf(state: Known, step: Step): Step | undefined {
  return step.resumes === undefined ? undefined : state.steps[step.resumes.stepId];
}

/** The step's own duty, and those of its unit's former steps for the same work. */
export function dutiesOfStep(state: Known, step: Step): string[] {
  const former = formerOf(state, step);
  return [`step:${step.id}`, ...(former === undefined ? [] : dutiesOfStep(state, former))];
}

/** Everything that was found late of the step's duty, the oldest first; also under its unit's former steps for the same work. */
export function latenessesOf(state: Known, step: Step): Lateness[] {
  if (state.lateness.length === 0) return [];
  const duties = dutiesOfStep(state, step);
  return state.lateness.filter((l) => duties.includes(l.duty));
}

/** Latenesses of a step that stand: found, and not overturned. */
export function standingLateness(state: Known, stepId: string): Lateness[] {
  const step = state.steps[stepId];
  return step === undefined ? [] : latenessesOf(state, step).filter((l) => l.overturned === null);
}

/**
 * The lateness found for the date that the step runs towards now, standing or overturned. One date makes late once: where the unit got
 * its own work back with the date that it had, the lateness that was found by it then.
 */
export function presentLateness(state: Known, step: Step): Lateness | undefined {
  if (state.lateness.length === 0) return undefined;
  const duty = `step:${step.id}`;
  const own = state.lateness.findLast((l) => l.duty === duty && l.datesBefore === step.extensions.length);
  if (own !== undefined) return own;
  const former = step.extensions.length === step.resumes?.dates ? formerOf(state, step) : undefined;
  return former === undefined ? undefined : presentLateness(state, former);
}

/** What was put right (更正) of the date that the step runs towards now: the work is owed past it and yet not late. Null where nothing was. */
export function correctedLateness(state: Known, step: Step): Lateness['overturned'] {
  return presentLateness(state, step)?.overturned ?? null;
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
