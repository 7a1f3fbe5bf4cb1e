import { didIt, handsOf, standIn, type Actor } from '../actor';
import type { NewDomainEvent } from '../event';
import type { Holder } from '../holding';
import type { Channel, OnBehalf } from '../on-behalf';
import type { PolicyRules } from '../policy/policy';
import { reject, type Rejection } from '../rejection';
import { underOneRoof, type Roster } from '../roster/roster';
import { rulesOfUnit, spanAt, type RulesSpan } from '../rules';
import { LAST_DEADLINE } from '../calendar/calendar';
import { dayOf, endOfDay, isDay, type Day, type Instant } from '../time/day';
import type { FoundLateness } from './objection.events';
import { isOverturned } from './overturned';
import type { ProceedingContext, ProceedingDuty, ProceedingState, Words } from './proceeding';

/**
 * A followed step (跟踪事项): what one unit is to do by a day, reported as done, and accepted or returned by another. A difficulty, an
 * instruction and a decision of a meeting each become such steps.
 */
export interface FollowedStep {
  id: string;
  unitId: string;
  /** The name on it (责任到个人); null until somebody is named, and again when another unit takes it over. */
  personId: string | null;
  text: string;
  /** Last day inclusive, as first set: visible for ever. */
  day: Day;
  /** The day that decides lateness: the first one, or what was granted on a request made before it passed. */
  deadline: Day;
  openedAt: Instant;
  status: 'open' | 'done' | 'accepted' | 'dropped';
  /** Rises with a return and with a granted extension. */
  arming: number;
  /** Day of this attempt after a return or a granted extension; null at first. */
  attemptDay: Day | null;
  /** `at`: the day decides lateness; what the office recorded for the unit (`told`) was stated then, and recorded at `recordedAt`. `insteadOf`: whom a substitute stood in for; so below. */
  done: { at: Instant; recordedAt: Instant; personId: string; insteadOf?: string; text: string; evidenceIds: string[]; told: Channel | null } | null;
  returned: { at: Instant; reason: string } | null;
  /** Start of the ladder that runs now. */
  armedAt: Instant;
  /** Who had it before, by hand-over: both names stay. */
  former: Holder[];
  /** The request (延期) that waits for its ruling; one at a time. */
  request: { at: Instant; askedAt: Instant; personId: string; insteadOf?: string; day: Day; reason: string; inTime: boolean } | null;
  /** Requests so far, with their rulings. */
  rulings: { at: Instant; granted: boolean; day: Day | null; reason: string }[];
}

/** Events that a proceeding with followed steps has. */
export type FollowedEventData = {
  StepSet: { stepId: string; unitId: string; text: string; day: Day };
  /** `onBehalf`: how it came, where the office recorded it (代录). */
  StepDone: { stepId: string; personId: string; text: string; evidenceIds: string[]; onBehalf?: OnBehalf };
  StepTaken: { stepId: string; personId: string };
  StepSentBack: { stepId: string; personId: string; reason: string; day: Day };
  StepDropped: { stepId: string; reason: string };
  StepPersonNamed: { stepId: string; personId: string };
  StepExtensionRequested: { stepId: string; day: Day; reason: string; personId: string; onBehalf?: OnBehalf };
  StepExtensionRuled: { stepId: string; granted: boolean; day: Day | null; reason: string; personId: string };
};

export const FOLLOWED: Readonly<Record<keyof FollowedEventData, true>> = { StepSet: true, StepDone: true, StepTaken: true, StepSentBack: true, StepDropped: true, StepPersonNamed: true, StepExtensionRequested: true, StepExtensionRuled: true };

export const FOLLOWED_WORDS: Readonly<Record<keyof FollowedEventData, Words>> = {
  StepSet: { zh: '交办', en: 'assigned' },
  StepDone: { zh: '报办结', en: 'reported as done' },
  StepTaken: { zh: '认可办结', en: 'accepted' },
  StepSentBack: { zh: '退回补办', en: 'returned' },
  StepDropped: { zh: '不再办理', en: 'dropped' },
  StepPersonNamed: { zh: '明确责任人', en: 'responsible person named' },
  StepExtensionRequested: { zh: '申请延期', en: 'extension requested' },
  StepExtensionRuled: { zh: '延期裁定', en: 'extension ruled on' },
};

export type Steps = Readonly<Record<string, FollowedStep>>;

/** Last day of the attempt that runs. */
export function dueDay(step: Pick<FollowedStep, 'attemptDay' | 'day'>): Day {
  return step.attemptDay ?? step.day;
}

/** A granted day arms the ladder anew. Only what was asked for before the deciding day passed moves that day: late stays late. */
function extended(step: FollowedStep, day: Day, at: Instant): Partial<FollowedStep> {
  const inTime = step.request !== null && dayOf(step.request.askedAt) <= step.deadline;
  return { attemptDay: day, arming: step.arming + 1, armedAt: at, ...(inTime ? { deadline: day } : {}) };
}

/** Folds an event of followed steps; others leave them as they are. */
export function foldSteps(steps: Steps, event: { type: string; data: unknown; meta: { occurredAt: Instant; recordedAt: Instant; actor: Actor } }): Steps {
  const at = event.meta.recordedAt;
  const change = (id: string, with_: Partial<FollowedStep>): Steps => (steps[id] ? { ...steps, [id]: { ...steps[id], ...with_ } } : steps);
  switch (event.type as keyof FollowedEventData) {
    case 'StepSet': {
      const { stepId, ...rest } = event.data as FollowedEventData['StepSet'];
      return { ...steps, [stepId]: { id: stepId, ...rest, personId: null, openedAt: at, deadline: rest.day, status: 'open', arming: 1, attemptDay: null, done: null, returned: null, armedAt: at, former: [], request: null, rulings: [] } };
    }
    case 'StepDone': {
      const { stepId, personId, text, evidenceIds, onBehalf } = event.data as FollowedEventData['StepDone'];
      return change(stepId, { status: 'done', done: { at: event.meta.occurredAt, recordedAt: at, personId, ...standIn(event.meta.actor), text, evidenceIds, told: onBehalf?.channel ?? null }, request: null });
    }
    case 'StepTaken':
      return change((event.data as FollowedEventData['StepTaken']).stepId, { status: 'accepted' });
    case 'StepSentBack': {
      const { stepId, reason, day } = event.data as FollowedEventData['StepSentBack'];
      return change(stepId, { status: 'open', arming: (steps[stepId]?.arming ?? 0) + 1, attemptDay: day, returned: { at, reason }, armedAt: at });
    }
    case 'StepDropped':
      return change((event.data as FollowedEventData['StepDropped']).stepId, { status: 'dropped', request: null });
    case 'StepPersonNamed': {
      const { stepId, personId } = event.data as FollowedEventData['StepPersonNamed'];
      return change(stepId, { personId });
    }
    case 'StepExtensionRequested': {
      const { stepId, onBehalf: _told, ...asked } = event.data as FollowedEventData['StepExtensionRequested'];
      const askedAt = event.meta.occurredAt;
      const step = steps[stepId];
      return step ? change(stepId, { request: { at, askedAt, ...asked, ...standIn(event.meta.actor), inTime: dayOf(askedAt) <= dueDay(step) } }) : steps;
    }
    case 'StepExtensionRuled': {
      const { stepId, granted, day, reason } = event.data as FollowedEventData['StepExtensionRuled'];
      const step = steps[stepId];
      return step ? change(stepId, { request: null, rulings: [...step.rulings, { at, granted, day, reason }], ...(granted && day !== null ? extended(step, day, at) : {}) }) : steps;
    }
    default:
      return steps;
  }
}

/**
 * Until when what is returned is to be sent again: the working days that policy gives from now, and never before the day that it had.
 * Who worked early loses nothing by it.
 *
 * @param had the last day of the attempt that is returned
 */
export function dayAfterReturn(unitId: string, had: Day | null, { rules, now }: Pick<ProceedingContext, 'rules' | 'now'>): Day {
  const span = spanAt(rules, now);
  const anew = span.calendar.addWorkingDays(dayOf(now), rulesOfUnit(span, rules.roster, unitId).returnWorkingDays);
  return had !== null && had > anew ? had : anew;
}

function isDissolved(roster: Roster, unitId: string): boolean {
  return (roster.units[unitId]?.until ?? null) !== null;
}

/** Who accepts a step: the office, else the supervising unit or the conference where a roof is shared, whichever is not dissolved; the office where nobody else is. */
export function accepterOf(state: Pick<ProceedingState, 'officeUnitId' | 'supervisingUnitId' | 'conferenceUnitId'>, unitId: string, roster: Roster): string {
  const candidates = [state.officeUnitId, state.supervisingUnitId, state.conferenceUnitId];
  return candidates.find((u) => u !== null && !isDissolved(roster, u) && !underOneRoof(roster, u, unitId)) ?? state.officeUnitId;
}

/** Rungs rest after a refusal: until then where the day is still to come, else a grace longer, for the days that went by while it waited. */
function restAfterRefusal(step: FollowedStep, span: RulesSpan, rules: PolicyRules): Instant | null {
  const last = step.rulings.at(-1);
  if (last === undefined || last.granted || last.at < step.armedAt) return null;
  return dayOf(last.at) <= dueDay(step) ? last.at : endOfDay(span.calendar.addWorkingDays(dayOf(last.at), rules.graceWorkingDays));
}

/**
 * What is owed for the steps: to do each by its day, to accept or return what is reported as done, and to rule on an extension.
 * While a request that was made in time waits, the clock of its step stands still; refused, it ran on all the time.
 */
export function dutiesOfSteps(state: ProceedingState, steps: Steps, span: RulesSpan, roster: Roster): ProceedingDuty[] {
  const duties: ProceedingDuty[] = [];
  for (const step of Object.values(steps)) {
    const accepter = accepterOf(state, step.unitId, roster);
    const other = { owedBy: { unitId: accepter, personId: null, post: accepter === state.officeUnitId ? ('office' as const) : ('liaison' as const) }, rules: rulesOfUnit(span, roster, accepter) };
    if (step.status === 'open' && step.request?.inTime !== true) {
      const rules = rulesOfUnit(span, roster, step.unitId);
      duties.push({ id: `do:${step.id}`, kind: 'do', arming: step.arming, owedBy: { unitId: step.unitId, personId: step.personId, post: step.personId === null ? 'liaison' : 'responsible' }, since: step.armedAt, day: dueDay(step), restUntil: restAfterRefusal(step, span, rules), rules, reminders: rules.reminderWorkingDays, subject: step.id });
    }
    if (step.request !== null) {
      duties.push({ id: `rule:${step.id}`, kind: 'rule', arming: step.rulings.length + 1, ...other, since: step.request.at, day: span.calendar.addWorkingDays(dayOf(step.request.at), other.rules.rulingWorkingDays), restUntil: null, subject: step.id });
    }
    if (step.status === 'done' && step.done) {
      duties.push({ id: `accept:${step.id}`, kind: 'accept', arming: step.arming, ...other, since: step.done.recordedAt, day: span.calendar.addWorkingDays(dayOf(step.done.recordedAt), other.rules.verifyWorkingDays), restUntil: null, subject: step.id });
    }
  }
  return duties;
}

/** The lateness of a step by the day that decides now: another day, another lateness. */
function latenessOf(step: FollowedStep): string {
  return `step:${step.id}:${step.deadline}`;
}

/** Whether it is late, unless an objection to that was upheld. */
export function isLate(step: FollowedStep, state: Pick<ProceedingState, 'overdue' | 'latenessObjections'>): boolean {
  return wasLate(step, state) && !isOverturned(state, latenessOf(step));
}

/** Latenesses of steps, for their units to object to: found by the mark, or by a report that came after the day. */
export function latenessesOfSteps(state: Pick<ProceedingState, 'overdue' | 'fired'>, steps: Steps): FoundLateness[] {
  return Object.values(steps).filter((s) => s.status !== 'dropped' && wasLate(s, state)).map((step) => {
    const marks = Object.keys(state.overdue).filter((duty) => duty.startsWith(`do:${step.id}/`) && state.overdue[duty]! >= endOfDay(step.deadline));
    const found = marks.map((duty) => state.fired[duty]?.['overdue'] ?? state.overdue[duty]!).sort()[0];
    return { id: latenessOf(step), unitId: step.unitId, what: step.status === 'open' ? 'missing' : 'late', day: step.deadline, foundAt: found ?? step.done!.recordedAt, decidedBy: null };
  });
}

/**
 * Judged by the report that stands: sent by the deciding day it is on time, however long the accepter takes; sent again after it, late.
 * What is open is late where its day was marked as passed.
 */
function wasLate(step: FollowedStep, state: Pick<ProceedingState, 'overdue'>): boolean {
  if ((step.status === 'done' || step.status === 'accepted') && step.done !== null) return dayOf(step.done.at) > step.deadline;
  return Object.entries(state.overdue).some(([duty, at]) => duty.startsWith(`do:${step.id}/`) && at >= endOfDay(step.deadline));
}

/** Steps that are not settled: open, or waiting to be accepted. */
export function openSteps(steps: Steps): FollowedStep[] {
  return Object.values(steps).filter((s) => s.status === 'open' || s.status === 'done');
}

/** Units that have it, or had it: it stays in their lists. */
export function unitsOfStep(step: FollowedStep): string[] {
  return [step.unitId, ...step.former.map((f) => f.unitId)];
}

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

/** Whether the unit is registered and not dissolved; a built-in name is no unit. */
export function isUnitNow(roster: Roster, unitId: string): boolean {
  return Object.hasOwn(roster.units, unitId) && roster.units[unitId]?.until === null;
}

export function unitOf(context: ProceedingContext): string | null {
  return context.actor.kind === 'person' ? (context.actor.onBehalfOf ?? context.actor.unitId) : null;
}

export function personOf(context: ProceedingContext): string {
  return context.actor.kind === 'person' ? context.actor.personId : context.actor.name;
}

export function isOffice(state: Pick<ProceedingState, 'officeUnitId'>, context: ProceedingContext): boolean {
  return context.actor.kind === 'person' && context.actor.unitId === state.officeUnitId;
}

export function says(text: string): boolean {
  return text.trim().length >= 2;
}

/** A day that exists, that calendars can count from, and that does not lie before today. */
export function dayProblem(day: Day, field: string, context: ProceedingContext): { rejected: Rejection } | null {
  if (!isDay(day) || day > LAST_DEADLINE) return reject('date-invalid', { field });
  return day < dayOf(context.now) ? reject('date-in-the-past', { field, details: { day } }) : null;
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
