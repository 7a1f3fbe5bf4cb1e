import { holds, type HandedOverData, type Holder, type Holding } from '../holding';
import { reject, type Rejection } from '../rejection';
import { underOneRoof } from '../roster/roster';
import { rulesOfUnit, spanAt } from '../rules';
import { dayOf, type Day, type Instant } from '../time/day';
import type { FollowedStep, Steps } from './followed-step';
import { accepterOf } from './acting';
import { cannotTake } from './hand-over';
import type { HandsOver, ProceedingContext, ProceedingState } from './proceeding';

const PREFIX = 'step:';

/** Steps that are still to be done or accepted, and that the person or unit has. */
export function heldSteps(steps: Steps, holder: Holder): Holding[] {
  return Object.values(steps)
    .filter((s) => (s.status === 'open' || s.status === 'done') && holds(holder, s.unitId, s.personId))
    .map((s) => ({ id: PREFIX + s.id, kind: 'step', text: s.text }));
}

/**
 * Whether a step may go to another: the unit must be there, and somebody must be left who accepts its work. A unit is not late for
 * days on which the work was another's: where the day has passed it has as many working days as a return gives.
 */
export function moveStep(state: ProceedingState, step: FollowedStep, to: Holder, context: ProceedingContext): { day: Day | null } | { rejected: Rejection } {
  const { roster } = context.rules;
  if (to.unitId === step.unitId) return { day: null };
  const wrong = cannotTake(to, context);
  if (wrong) return { rejected: wrong };
  const accepter = accepterOf(state, to.unitId, roster);
  const doneByAccepter = step.status === 'done' && underOneRoof(roster, accepter, step.unitId);
  if (underOneRoof(roster, accepter, to.unitId) || doneByAccepter) return reject('no-verifier-left', { details: { unitId: to.unitId } });
  if ((step.attemptDay ?? step.day) >= dayOf(context.now)) return { day: null };
  const span = spanAt(context.rules, context.now);
  return { day: span.calendar.addWorkingDays(dayOf(context.now), rulesOfUnit(span, roster, to.unitId).returnWorkingDays) };
}

/** Folds what moved of the steps. */
export function movedSteps(steps: Steps, { to, moved }: HandedOverData, at: Instant): Steps {
  const now: Record<string, FollowedStep> = { ...steps };
  for (const { id, day } of moved) {
    const step = id.startsWith(PREFIX) ? now[id.slice(PREFIX.length)] : undefined;
    if (!step) continue;
    const anew = day === null ? {} : { attemptDay: day, arming: step.arming + 1, armedAt: at };
    now[step.id] = { ...step, unitId: to.unitId, personId: to.personId, former: [...step.former, { unitId: step.unitId, personId: step.personId }], ...anew };
  }
  return now;
}

/** The hand-over of a kind that has nothing but followed steps. */
export function stepsHandOver<S extends ProceedingState & { steps: Steps }>(): HandsOver<S> {
  return {
    holdings: (state, holder) => heldSteps(state.steps, holder),
    move: (state, { id }, to, context) => {
      const step = state.steps[id.slice(PREFIX.length)];
      return step ? moveStep(state, step, to, context) : reject('step-not-found');
    },
    moved: (state, data, at) => ({ ...state, steps: movedSteps(state.steps, data, at) }),
  };
}
