import type { NewDomainEvent } from '../../event';
import type { ProceedingContext, ProceedingDecision } from '../../proceeding/proceeding';
import { dayAfterReturn, dayProblem } from '../../proceeding/given-days';
import { personOf, says, unitOf } from '../../proceeding/acting';
import { reject, type Rejection } from '../../rejection';
import type { Day } from '../../time/day';
import type { CommandOf } from '../inspection.events';
import { dropDrafts } from '../../proceeding/papers';
import { anyHand, higherUnit, memberOf, ruleOnEscalationOf, wasInTeam } from '../inspection.parties';
import type { Finding, InspectionState } from '../inspection.types';
import { findingIn } from './finding-in';
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
  const day = dayAfterReturn(finding.unitId, finding.attemptDay ?? finding.day, context);
  const data = { findingId: finding.id, reason: command.reason, day, personId: personOf(context) };
  if (command.type === 'returnRectification') return [{ type: 'RectificationReturned', data }];
  const toUnitId = higherUnit(state, [finding.unitId], context.rules.roster);
  return toUnitId === null ? reject('no-unit-above') : [{ type: 'RectificationEscalated', data: { ...data, toUnitId } }];
}

/** What was brought before the higher unit is decided by it, and by nobody of the team: to be put right as demanded, with more time, or no more. */
export function ruleOnEscalation(state: InspectionState, command: CommandOf<'ruleOnEscalation'>, context: ProceedingContext): ProceedingDecision {
  const { ruling, text } = command;
  // More time is for what is still to be put right.
  const finding = ruling === 'extend' ? findingIn(state, command.findingId, 'rectifying') : findingIn(state, command.findingId, 'rectifying', 'replied');
  if ('rejected' in finding) return finding;
  const unitId = ruleOnEscalationOf(state, finding, context.rules.roster);
  if (unitId === null) return reject('request-not-open', { field: 'findingId', details: { status: finding.status } });
  if (anyHand(context, (hand) => wasInTeam(state, hand))) return reject('first-decider');
  const own = ownWork(finding.unitId, context);
  if (own) return own;
  if (unitOf(context) !== unitId) return reject('not-the-approver', { details: { unitId } });
  if (!says(text)) return reject('reason-missing', { field: 'text' });
  const day = ruling === 'extend' ? command.day : null;
  const problem = ruling === 'extend' ? laterDay(finding, command.day, context) : null;
  if (problem) return problem;
  const personId = personOf(context);
  const ruled: NewDomainEvent = { type: 'EscalationRuled', data: { findingId: finding.id, ruling, day, text, personId } };
  if (ruling !== 'stop') return [ruled];
  return [ruled, { type: 'FindingWithdrawn', data: { findingId: finding.id, reason: text, personId } }, ...dropDrafts(state, (p) => p.subject === finding.id, text)];
}

function laterDay(finding: Finding, day: Day | null, context: ProceedingContext): { rejected: Rejection } | null {
  if (day === null) return reject('date-invalid', { field: 'day' });
  const now = finding.attemptDay ?? finding.day;
  return dayProblem(day, 'day', context) ?? (now !== null && day <= now ? reject('date-not-later', { field: 'day', details: { day: now } }) : null);
}
