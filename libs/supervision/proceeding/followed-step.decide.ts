import { didIt, handsOf } from '../actor';
import type { NewDomainEvent } from '../event';
import { reject, type Rejection } from '../rejection';
import { underOneRoof } from '../roster/roster';
import type { Day } from '../time/day';
import type { ProceedingContext, ProceedingState } from './proceeding';
import { accepterOf, isOffice, isUnitNow, personOf, says, unitOf } from './acting';
import { dayAfterReturn, dayProblem } from './given-days';
import { dueDay, openSteps, type FollowedEventData, type FollowedStep, type Steps } from './followed-step';

/** Drops what is not settled, with the reason. */
export function dropSteps(steps: Steps, reason: string): NewDomainEvent[] {
  return openSteps(steps).map((s) => ({ type: 'StepDropped', data: { stepId: s.id, reason } }));
}

/** A step as it is asked for, before it has an id. */
export interface AskedStep {
  unitId: string;
  text: string;
  day: Day;
}

/** Sets steps, numbered on within the proceeding: no number is used twice. */
export function setSteps(steps: Steps, asked: readonly AskedStep[], field: string, context: ProceedingContext): NewDomainEvent<'StepSet', FollowedEventData['StepSet']>[] | { rejected: Rejection } {
  const events: NewDomainEvent<'StepSet', FollowedEventData['StepSet']>[] = [];
  for (const [i, { unitId, text, day }] of asked.entries()) {
    const at = field === '' ? '' : `${field}[${i}].`;
    if (!isUnitNow(context.rules.roster, unitId)) return reject('unit-unknown', { field: `${at}unitId`, details: { name: unitId } });
    if (!says(text)) return reject('nothing-substantial', { field: `${at}text` });
    const problem = dayProblem(day, `${at}day`, context);
    if (problem) return problem;
    events.push({ type: 'StepSet', data: { stepId: `s${Object.keys(steps).length + i + 1}`, unitId, text, day } });
  }
  return events;
}

export type FollowedCommand =
  /** 责任到个人: by those who direct the work in its unit. */
  | { type: 'nameStepPerson'; stepId: string; personId: string }
  | { type: 'doStep'; stepId: string; text: string; evidenceIds: string[] }
  | { type: 'takeStep'; stepId: string }
  | { type: 'sendBackStep'; stepId: string; reason: string }
  | { type: 'requestStepExtension'; stepId: string; day: Day; reason: string }
  /** `day`: what is granted; null grants the day that was asked for. */
  | { type: 'ruleStepExtension'; stepId: string; grant: boolean; day: Day | null; reason: string }
  | { type: 'dropStep'; stepId: string; reason: string };

const FOLLOWED_COMMANDS: Readonly<Record<FollowedCommand['type'], true>> = { nameStepPerson: true, doStep: true, takeStep: true, sendBackStep: true, requestStepExtension: true, ruleStepExtension: true, dropStep: true };

export function isFollowedCommand(command: { type: string }): command is FollowedCommand {
  return Object.hasOwn(FOLLOWED_COMMANDS, command.type);
}

/** Decides what a unit does with its step, and what is done with that. */
export function decideStep(state: ProceedingState, steps: Steps, command: FollowedCommand, context: ProceedingContext): NewDomainEvent[] | { rejected: Rejection } {
  const step = Object.hasOwn(steps, command.stepId) ? steps[command.stepId] : undefined;
  if (!step) return reject('step-not-found', { field: 'stepId' });
  const personId = personOf(context);
  switch (command.type) {
    case 'nameStepPerson':
      if (unitOf(context) !== step.unitId) return reject('not-the-assignee', { details: { unitId: step.unitId } });
      if (step.status !== 'open') return reject('step-not-open', { field: 'stepId', details: { status: step.status } });
      return step.personId === command.personId ? [] : [{ type: 'StepPersonNamed', data: { stepId: step.id, personId: command.personId } }];
    case 'doStep':
      if (unitOf(context) !== step.unitId) return reject('not-the-assignee', { details: { unitId: step.unitId } });
      if (step.status !== 'open') return reject('step-not-open', { field: 'stepId', details: { status: step.status } });
      if (!says(command.text)) return reject('nothing-substantial', { field: 'text' });
      return [{ type: 'StepDone', data: { stepId: step.id, personId, text: command.text, evidenceIds: command.evidenceIds } }];
    case 'requestStepExtension':
      return requestExtension(step, command, context);
    case 'dropStep':
      if (!isOffice(state, context)) return reject('not-the-office');
      if (step.status !== 'open' && step.status !== 'done') return reject('step-not-open', { field: 'stepId', details: { status: step.status } });
      if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
      return [{ type: 'StepDropped', data: { stepId: step.id, reason: command.reason } }];
    case 'ruleStepExtension':
      if (step.request === null) return reject('request-not-open', { field: 'stepId', details: { status: step.rulings.length === 0 ? 'none' : 'ruled' } });
      return mayNotRule(state, step, step.request, context) ?? ruleExtension(step, step.request, command, context);
    case 'takeStep':
      if (step.status !== 'done') return reject('step-not-submitted', { field: 'stepId', details: { status: step.status } });
      return mayNotRule(state, step, step.done, context) ?? [{ type: 'StepTaken', data: { stepId: step.id, personId } }];
    case 'sendBackStep':
      if (step.status !== 'done') return reject('step-not-submitted', { field: 'stepId', details: { status: step.status } });
      return mayNotRule(state, step, step.done, context) ?? sendBack(step, command.reason, context);
  }
}

/**
 * Nobody accepts their own work or rules on it: bodies under one roof are one, and who recorded it for the unit (代录) or stood in for
 * somebody has done it themselves.
 *
 * @param by the report or the request that is decided on
 */
function mayNotRule(state: ProceedingState, step: FollowedStep, by: FollowedStep['done'] | FollowedStep['request'], context: ProceedingContext): { rejected: Rejection } | null {
  const { roster } = context.rules;
  if (by !== null && didIt(handsOf(context.actor), by)) return reject('own-work', { details: { unitId: step.unitId } });
  if (context.actor.kind === 'person' && underOneRoof(roster, context.actor.unitId, step.unitId)) return reject('own-work', { details: { unitId: step.unitId } });
  const accepter = accepterOf(state, step.unitId, roster);
  return unitOf(context) === accepter ? null : reject('not-the-verifier', { details: { unitId: accepter } });
}

function sendBack(step: FollowedStep, reason: string, context: ProceedingContext): NewDomainEvent[] | { rejected: Rejection } {
  if (!says(reason)) return reject('reason-missing', { field: 'reason' });
  return [{ type: 'StepSentBack', data: { stepId: step.id, personId: personOf(context), reason, day: dayAfterReturn(step.unitId, dueDay(step), context) } }];
}

function requestExtension(step: FollowedStep, { day, reason }: { day: Day; reason: string }, context: ProceedingContext): NewDomainEvent[] | { rejected: Rejection } {
  if (unitOf(context) !== step.unitId) return reject('not-the-assignee', { details: { unitId: step.unitId } });
  if (step.status !== 'open') return reject('step-not-open', { field: 'stepId', details: { status: step.status } });
  if (step.request !== null) return reject('request-open');
  const problem = laterDayProblem(step, day, context);
  if (problem) return problem;
  if (!says(reason)) return reject('reason-missing', { field: 'reason' });
  return [{ type: 'StepExtensionRequested', data: { stepId: step.id, day, reason, personId: personOf(context) } }];
}

function ruleExtension(step: FollowedStep, request: { day: Day }, command: { grant: boolean; day: Day | null; reason: string }, context: ProceedingContext): NewDomainEvent[] | { rejected: Rejection } {
  if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
  const data = { stepId: step.id, reason: command.reason, personId: personOf(context) };
  if (!command.grant) return [{ type: 'StepExtensionRuled', data: { ...data, granted: false, day: null } }];
  const day = command.day ?? request.day;
  return laterDayProblem(step, day, context) ?? [{ type: 'StepExtensionRuled', data: { ...data, granted: true, day } }];
}

/** An extension lies after the day that it moves, and not in the past. */
function laterDayProblem(step: FollowedStep, day: Day, context: ProceedingContext): { rejected: Rejection } | null {
  const problem = dayProblem(day, 'day', context);
  if (problem) return problem;
  return day > dueDay(step) ? null : reject('date-not-later', { field: 'day', details: { day: dueDay(step) } });
}
