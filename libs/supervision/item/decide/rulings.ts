import { livingUnit } from '../../roster/roster';
import { didIt, handsOf } from '../../actor';
import { reject } from '../../rejection';
import { ruleReason } from '../../rule-reason';
import { dayOf, endOfDay } from '../../time/day';
import type { CommandOf } from '../item.commands';
import { restsLadder } from '../evolve/requests';
import { isLate } from '../item.deadline';
import type { NewItemEvent } from '../item.events';
import { lateMark, presentLateness } from '../item.lateness';
import { stepsOf } from '../item.light';
import type { ItemState, PendingRequest } from '../item.types';
import { futureDay, isOffice, isRejected, missingReason, personOf, rulesOf, sharesRoof, spanNow, type DecideContext, type Decision } from './deciding';
import { upheld } from './objections';
import { notLater, presentDays } from './requests';
import { transferred } from './transfers';

/** 裁定 on whatever waits: by the office or the supervising unit, never by one's own roof, an objection never by who decided first, and what was told to the office (代录) never by who recorded it. */
export function rule(state: ItemState, command: CommandOf<'rule'>, context: DecideContext): Decision {
  const request = state.requests[command.requestId];
  if (!request) return reject('not-found', { field: 'requestId' });
  if (request.status !== 'open') return reject('request-not-open', { field: 'requestId', details: { status: request.status } });
  const missing = missingReason(command.reason);
  if (missing) return missing;
  if (context.actor.kind !== 'person') return reject('not-the-office');
  const { unitId } = context.actor;
  if (!isOffice(state, context) && ![state.supervisingUnitId, state.otherVerification.unitId].some((ruler) => ruler !== null && livingUnit(context.rules.roster, ruler) === unitId)) return reject('not-the-office');
  const disputed = request.stepId === null ? undefined : state.steps[request.stepId]?.assignmentId;
  const own = [request.unitId, state.assignments[request.assignmentId]?.unitId, state.assignments[disputed ?? '']?.unitId].find((unit) => unit !== undefined && sharesRoof(context, unit));
  if (own !== undefined) return reject('own-work', { details: { unitId: own } });
  if ((request.kind === 'objection' || request.told !== null) && isFirstHand(request, context)) return reject('first-decider');
  return command.grant ? granted(state, request, command, context) : refused(state, request, command, context);
}

/** Who decided what is disputed, and who recorded the request for the unit (代录): another person rules. */
function isFirstHand(request: PendingRequest, context: DecideContext): boolean {
  const hands = handsOf(context.actor);
  return hands.includes(request.disputed?.decidedBy ?? '') || didIt(hands, request);
}

function granted(state: ItemState, request: PendingRequest, command: CommandOf<'rule'>, context: DecideContext): Decision {
  const { reason } = command;
  const day = request.kind === 'extension' || request.kind === 'reason' ? (command.day ?? request.day) : null;
  const step = request.stepId === null ? undefined : state.steps[request.stepId];
  if (day !== null) {
    const wrong = futureDay(day, 'day', context) ?? (request.kind === 'extension' && step ? notLater(state, step, day, context) : null);
    if (wrong) return wrong;
  }
  const base: NewItemEvent = { type: 'RequestGranted', reason, data: { requestId: request.id, personId: personOf(context), reason, day } };
  if (request.kind === 'objection') {
    const moved = request.disputed?.what === 'attribution' && command.toUnitId !== null ? transferred(state, request.assignmentId, command.toUnitId, command.newAssignmentId, reason, 'transferred', context) : [];
    return isRejected(moved) ? moved : [base, ...upheld(state, request, reason), ...moved];
  }
  if (request.kind === 'extension') return [...askedBefore(state, request), base];
  if (request.kind !== 'decline') return [base];
  const toUnitId = command.toUnitId ?? request.proposedUnitId;
  if (toUnitId === null) return reject('unit-unknown', { field: 'toUnitId' });
  const moved = transferred(state, request.assignmentId, toUnitId, command.newAssignmentId, reason, 'declined', context);
  return isRejected(moved) ? moved : [base, ...moved];
}

/** A lateness found while nothing was recorded of a request that the unit had made in time: granted, it was never late. */
function askedBefore(state: ItemState, request: PendingRequest): NewItemEvent[] {
  const step = request.stepId === null ? undefined : state.steps[request.stepId];
  const found = step && request.askedInTime ? presentLateness(state, step) : undefined;
  if (!found || found.overturned !== null || request.at >= found.dueAt) return [];
  const basis = ruleReason('recorded-in-time');
  return [{ type: 'LatenessOverturned', reason: basis, data: { duty: found.duty, arming: found.arming, basis } }];
}

function refused(state: ItemState, request: PendingRequest, command: CommandOf<'rule'>, context: DecideContext): Decision {
  const unitId = state.assignments[request.assignmentId]?.unitId ?? request.unitId;
  const grace = rulesOf(context, unitId).graceWorkingDays;
  // The grace is for the days that went by while it waited.
  const restUntil = !restsLadder(state, request) ? null : endOfDay(spanNow(context).calendar.addWorkingDays(dayOf(context.now), grace));
  const { reason } = command;
  const base: NewItemEvent = { type: 'RequestRefused', reason, data: { requestId: request.id, personId: personOf(context), reason, restUntil } };
  return request.kind === 'objection' ? [base] : [base, ...hiddenLateness(state, request, context)];
}

/** Work sent in past its deadline while the request kept the mark back: refused, it is late as of that deadline. */
function hiddenLateness(state: ItemState, request: PendingRequest, context: DecideContext): NewItemEvent[] {
  return stepsOf(state, request.assignmentId)
    .filter((s) => (request.stepId === null || s.id === request.stepId) && s.status === 'submitted')
    .flatMap((s) => {
      const { deadline } = presentDays(state, s, context);
      const sent = s.submissions.at(-1);
      return deadline !== null && sent && isLate(sent.at, deadline) ? lateMark(state, s, deadline) : [];
    });
}
