import { actingUnit, didIt, handsOf } from '../../actor';
import { reject, type Rejection } from '../../rejection';
import { ruleReason } from '../../rule-reason';
import { underOneRoof } from '../../roster/roster';
import { rulesOfUnit, spanAt } from '../../rules';
import { dayOf } from '../../time/day';
import type { CommandOf } from '../item.commands';
import { deadlineOf, isLate } from '../item.deadline';
import type { NewItemEvent } from '../item.events';
import { heirOf } from '../item.heirs';
import { lateMark, presentLateness, standingLateness } from '../item.lateness';
import type { Assignment, ItemState, Step } from '../item.types';
import { verifierOf } from '../item.verifier';
import { returnedTo } from './transfers';
import { isOffice, isRejected, missingReason, personOf, rulesOf, sharesRoof, spanNow, type DecideContext, type Decision } from './deciding';

interface Verifying {
  step: Step;
  assignment: Assignment;
  standingBasis: string | null;
}

/** Only the verifier accepts or returns; nobody their own work, except a named person under the standing authorisation. */
function verifying(state: ItemState, stepId: string, context: DecideContext): Verifying | { rejected: Rejection } {
  const step = state.steps[stepId];
  const assignment = step && state.assignments[step.assignmentId];
  if (!step || !assignment) return reject('step-not-found', { field: 'stepId' });
  if (step.status !== 'submitted') return reject('step-not-submitted', { field: 'stepId', details: { status: step.status } });
  const { actor } = context;
  if (actor.kind !== 'person') return reject('not-the-verifier');
  // The authorisation lifts the roof, not the person's own hand.
  const last = step.submissions.at(-1);
  const hands = handsOf(actor);
  if (last && didIt(hands, last)) return reject('own-work');
  const standing = state.otherVerification.standing;
  if (standing && standing.personIds.some((id) => hands.includes(id)) && dayOf(context.now) <= standing.until) return { step, assignment, standingBasis: standing.basis };
  const unitId = actingUnit(actor) ?? actor.unitId;
  // Returned it would come to who has the work now: theirs it is as well.
  const house = [assignment, heirOf(state, assignment)].find((a) => sharesRoof(context, a.unitId) || underOneRoof(context.rules.roster, unitId, a.unitId));
  if (house) return reject('own-work', { details: { unitId: house.unitId } });
  const verifier = verifierOf(state, assignment, context.rules.roster);
  // The leads' work is the supervising unit's or the office's to accept; the participants' is the coordinator's alone.
  const may = unitId === verifier || (isOffice(state, context) && (assignment.role !== 'participant' || verifier === null));
  if (!may) return reject('not-the-verifier', { details: { unitId: verifier } });
  return { step, assignment, standingBasis: null };
}

/**
 * Accepts a step. Lateness is judged by this submission and by the rules that held when it was sent: in time, it is on time
 * however long verifying took; a lateness found before stays, except where the unit was in time and only the recording late.
 */
export function verify(state: ItemState, command: CommandOf<'verify'>, context: DecideContext): Decision {
  const found = verifying(state, command.stepId, context);
  if (isRejected(found)) return found;
  const { step, assignment, standingBasis } = found;
  const submittedAt = step.submissions.at(-1)?.at ?? context.now;
  const span = spanAt(context.rules, submittedAt);
  const { day: deadline } = deadlineOf(step, span.calendar, rulesOfUnit(span, context.rules.roster, assignment.unitId), context.now);
  const past = isLate(submittedAt, deadline);
  const standing = standingLateness(state, step.id);
  const present = presentLateness(state, step);
  const mistaken = past ? [] : standing.filter((l) => l === present && submittedAt < l.dueAt);
  // A date that was found not to make late does not do so by the same work's coming in.
  const excused = present?.overturned ?? null;
  const late = (past && excused === null) || standing.length > mistaken.length;
  const basis = ruleReason('recorded-in-time');
  return [
    ...mistaken.map((l): NewItemEvent => ({ type: 'LatenessOverturned', reason: basis, data: { duty: l.duty, arming: l.arming, basis } })),
    ...(past && deadline !== null ? lateMark(state, step, deadline) : []),
    { type: 'StepAccepted', data: { stepId: step.id, attempt: step.attempt, personId: personOf(context), late, submittedAt, deadline, standingBasis } },
  ];
}

/** 退回补正: opens the next attempt with its working days; the first deadline still decides lateness. Where the work has gone to another unit since, that one puts it right. */
export function returnStep(state: ItemState, command: CommandOf<'return'>, context: DecideContext): Decision {
  const found = verifying(state, command.stepId, context);
  if (isRejected(found)) return found;
  const missing = missingReason(command.reason);
  if (missing) return missing;
  const heir = heirOf(state, found.assignment);
  const days = rulesOf(context, heir.unitId).returnWorkingDays;
  const attemptDay = spanNow(context).calendar.addWorkingDays(dayOf(context.now), days);
  return [{ type: 'StepReturned', reason: command.reason, data: { stepId: found.step.id, attempt: found.step.attempt, personId: personOf(context), reason: command.reason, attemptDay, goesOn: heir === found.assignment ? null : { step: returnedTo(state, found.step, heir, attemptDay, context) } } }];
}
