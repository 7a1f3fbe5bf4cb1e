import type { ProceedingContext, ProceedingDecision } from '../../proceeding/proceeding';
import { personOf, rulesOfUnit, says, unitOf } from '../../proceeding/followed-step';
import { reject, type Rejection } from '../../rejection';
import { spanAt } from '../../rules';
import { dayOf } from '../../time/day';
import type { CommandOf } from '../inspection.events';
import { anyHand, higherUnit, memberOf } from '../inspection.parties';
import type { Finding, InspectionState } from '../inspection.types';
import { findingIn } from './findings';
import { ownWork } from './setting-up';

export function replyRectification(state: InspectionState, command: CommandOf<'replyRectification'>, context: ProceedingContext): ProceedingDecision {
  const finding = findingIn(state, command.findingId, 'rectifying');
  if ('rejected' in finding) return finding;
  if (unitOf(context) !== finding.unitId) return reject('not-the-assignee', { details: { unitId: finding.unitId } });
  if (!says(command.text)) return reject('nothing-substantial', { field: 'text' });
  return [{ type: 'RectificationReplied', data: { findingId: finding.id, text: command.text, evidenceIds: command.evidenceIds, personId: personOf(context) } }];
}

/** 整改验收 is the team's; nobody accepts their own, be it as its unit, under one roof, or as who replied on its behalf. */
function toAccept(state: InspectionState, findingId: string, context: ProceedingContext): Finding | { rejected: Rejection } {
  const finding = findingIn(state, findingId, 'replied');
  if ('rejected' in finding) return finding;
  if (!memberOf(state, context)) return reject('not-the-team');
  const own = ownWork(finding.unitId, context);
  if (own) return own;
  const replied = finding.replies.at(-1);
  return replied && anyHand(context, (hand) => hand === replied.personId || hand === replied.insteadOf) ? reject('own-work', { details: { unitId: finding.unitId } }) : finding;
}

/** 销号 */
export function strikeOff(state: InspectionState, command: CommandOf<'strikeOff'>, context: ProceedingContext): ProceedingDecision {
  const finding = toAccept(state, command.findingId, context);
  if ('rejected' in finding) return finding;
  return [{ type: 'FindingStruckOff', data: { findingId: finding.id, text: command.text, evidenceIds: command.evidenceIds, personId: personOf(context) } }];
}

/** Sent back for another attempt, with days of its own; escalated it is brought before a higher unit as well. */
export function sendBack(state: InspectionState, command: CommandOf<'returnRectification' | 'escalateRectification'>, context: ProceedingContext): ProceedingDecision {
  const finding = toAccept(state, command.findingId, context);
  if ('rejected' in finding) return finding;
  if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
  const span = spanAt(context.rules, context.now);
  const day = span.calendar.addWorkingDays(dayOf(context.now), rulesOfUnit(span, context.rules.roster, finding.unitId).returnWorkingDays);
  const data = { findingId: finding.id, reason: command.reason, day, personId: personOf(context) };
  if (command.type === 'returnRectification') return [{ type: 'RectificationReturned', data }];
  return [{ type: 'RectificationEscalated', data: { ...data, toUnitId: higherUnit(state) } }];
}
