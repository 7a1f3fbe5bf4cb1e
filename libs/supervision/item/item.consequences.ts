import { isUnderWay } from './evolve/change';
import { isPaperOfNow } from './item.duties';
import type { ItemEventData, NewItemEvent } from './item.events';
import { formersOf } from './item.heirs';
import { stepsOf } from './item.light';
import { unmetTargets } from './item.reached';
import { periodsToCome } from './item.period';
import { stillToQuantify } from './item.quantified';
import type { Assignment, ItemState, PendingRequest } from './item.types';

/** Why a request needs no ruling any more; an objection disputes what was decided, and is ruled on however things go on. */
function lapsedBy(state: ItemState, request: PendingRequest): ItemEventData['RequestLapsed']['cause'] | null {
  if (request.status !== 'open' || request.kind === 'objection') return null;
  if (state.closed) return 'itemClosed';
  if (state.assignments[request.assignmentId]?.status !== 'active') return 'assignmentClosed';
  const step = request.stepId === null ? undefined : state.steps[request.stepId];
  if (!step || isUnderWay(step)) return null;
  return step.status === 'done' ? 'stepDone' : 'stepCancelled';
}

/** What waits for a person though it no longer matters: requests to rule on, papers to sign. */
function mootNow(state: ItemState): NewItemEvent[] {
  const events: NewItemEvent[] = [];
  for (const r of Object.values(state.requests)) {
    const cause = lapsedBy(state, r);
    if (cause !== null) events.push({ type: 'RequestLapsed', data: { requestId: r.id, cause } });
  }
  for (const p of Object.values(state.papers)) {
    if (p.status !== 'drafted' || (!state.closed && isPaperOfNow(state, p))) continue;
    const reason = state.closed ? `item ${state.closed.how}` : state.steps[p.stepId]?.status === 'done' ? 'work accepted' : 'superseded';
    events.push({ type: 'PaperVoided', reason, data: { paperId: p.id, personId: null, reason } });
  }
  return events;
}

/**
 * An assignment is complete when all its steps are accepted, what was handed in before it came to the unit among them, and no period is still to come. A participant owes periods where a template
 * had it owe one; who leads and owes none by the template has nothing to deliver, and is done with the last period.
 */
function isDone(state: ItemState, a: Assignment, toCome: boolean): boolean {
  const steps = [a, ...formersOf(state, a.id)].flatMap((each) => stepsOf(state, each.id)).filter((s) => s.status !== 'cancelled');
  const owesPeriods = a.role !== 'participant' || steps.some((s) => s.period !== null);
  if (toCome && owesPeriods) return false;
  const owesNothing = state.dutyTemplate !== null && state.periodsOpened.length > 0;
  return (steps.length > 0 || owesNothing) && steps.every((s) => s.status === 'done');
}

/**
 * What follows of itself from the state, in one round: what became moot; then an assignment is complete when its work is, an
 * item when all assignments are and every target is met or waived; else the office has to settle the outcome.
 */
export function consequencesOf(state: ItemState): NewItemEvent[] {
  const moot = mootNow(state);
  if (moot.length > 0 || state.closed || state.suspended) return moot;
  const toCome = periodsToCome(state).length > 0;
  const standing = Object.values(state.assignments).filter((a) => a.status === 'active' || a.status === 'completed');
  const done = standing.filter((a) => a.status === 'active' && isDone(state, a, toCome));
  if (done.length > 0) return done.map((a) => ({ type: 'AssignmentCompleted', data: { assignmentId: a.id } }));
  if (standing.length === 0 || standing.some((a) => a.status === 'active')) return [];
  const unmet = unmetTargets(state);
  if (unmet.length > 0) return state.outcomeFrom === null ? [{ type: 'OutcomeOpened', data: { unmet } }] : [];
  // With all work accepted no day is needed any more; figures are.
  return stillToQuantify(state).includes('figures') ? [] : [{ type: 'ItemClosed', data: { how: 'completed', reason: null } }];
}
