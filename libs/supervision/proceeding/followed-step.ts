import type { NewDomainEvent } from '../event';
import type { Holder } from '../holding';
import { rulesFor, type PolicyRules } from '../policy/policy';
import { reject, type Rejection } from '../rejection';
import { underOneRoof, type Roster } from '../roster/roster';
import { spanAt, type RulesSpan } from '../rules';
import { LAST_DEADLINE } from '../calendar/calendar';
import { dayOf, isDay, type Day, type Instant } from '../time/day';
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
  /** Last day inclusive, as first set: late stays late. */
  day: Day;
  openedAt: Instant;
  status: 'open' | 'done' | 'accepted' | 'dropped';
  /** Rises with a return. */
  arming: number;
  /** Day of this attempt after a return; null at first. */
  attemptDay: Day | null;
  done: { at: Instant; personId: string; text: string; evidenceIds: string[] } | null;
  returned: { at: Instant; reason: string } | null;
  /** Start of the ladder that runs now. */
  armedAt: Instant;
  /** Who had it before, by hand-over: both names stay. */
  former: Holder[];
}

/** Events that a proceeding with followed steps has. */
export type FollowedEventData = {
  StepSet: { stepId: string; unitId: string; text: string; day: Day };
  StepDone: { stepId: string; personId: string; text: string; evidenceIds: string[] };
  StepTaken: { stepId: string; personId: string };
  StepSentBack: { stepId: string; personId: string; reason: string; day: Day };
  StepDropped: { stepId: string; reason: string };
  StepPersonNamed: { stepId: string; personId: string };
};

export const FOLLOWED: Readonly<Record<keyof FollowedEventData, true>> = { StepSet: true, StepDone: true, StepTaken: true, StepSentBack: true, StepDropped: true, StepPersonNamed: true };

export const FOLLOWED_WORDS: Readonly<Record<keyof FollowedEventData, Words>> = {
  StepSet: { zh: '交办', en: 'assigned' },
  StepDone: { zh: '报办结', en: 'reported as done' },
  StepTaken: { zh: '认可办结', en: 'accepted' },
  StepSentBack: { zh: '退回补办', en: 'returned' },
  StepDropped: { zh: '不再办理', en: 'dropped' },
  StepPersonNamed: { zh: '明确责任人', en: 'responsible person named' },
};

export type Steps = Readonly<Record<string, FollowedStep>>;

/** Folds an event of followed steps; others leave them as they are. */
export function foldSteps(steps: Steps, event: { type: string; data: unknown; meta: { recordedAt: Instant } }): Steps {
  const at = event.meta.recordedAt;
  const change = (id: string, with_: Partial<FollowedStep>): Steps => (steps[id] ? { ...steps, [id]: { ...steps[id], ...with_ } } : steps);
  switch (event.type as keyof FollowedEventData) {
    case 'StepSet': {
      const { stepId, ...rest } = event.data as FollowedEventData['StepSet'];
      return { ...steps, [stepId]: { id: stepId, ...rest, personId: null, openedAt: at, status: 'open', arming: 1, attemptDay: null, done: null, returned: null, armedAt: at, former: [] } };
    }
    case 'StepDone': {
      const { stepId, personId, text, evidenceIds } = event.data as FollowedEventData['StepDone'];
      return change(stepId, { status: 'done', done: { at, personId, text, evidenceIds } });
    }
    case 'StepTaken':
      return change((event.data as FollowedEventData['StepTaken']).stepId, { status: 'accepted' });
    case 'StepSentBack': {
      const { stepId, reason, day } = event.data as FollowedEventData['StepSentBack'];
      return change(stepId, { status: 'open', arming: (steps[stepId]?.arming ?? 0) + 1, attemptDay: day, returned: { at, reason }, armedAt: at });
    }
    case 'StepDropped':
      return change((event.data as FollowedEventData['StepDropped']).stepId, { status: 'dropped' });
    case 'StepPersonNamed': {
      const { stepId, personId } = event.data as FollowedEventData['StepPersonNamed'];
      return change(stepId, { personId });
    }
    default:
      return steps;
  }
}

/** Units answer under the rules of their class. */
export function rulesOfUnit(span: RulesSpan, roster: Roster, unitId: string): PolicyRules {
  return rulesFor(span.policy, roster.units[unitId]?.unitClass ?? null);
}

/** Who accepts a step: the office, else the supervising unit or the conference where a roof is shared; the office where nobody else is. */
export function accepterOf(state: Pick<ProceedingState, 'officeUnitId' | 'supervisingUnitId' | 'conferenceUnitId'>, unitId: string, roster: Roster): string {
  const candidates = [state.officeUnitId, state.supervisingUnitId, state.conferenceUnitId];
  return candidates.find((u) => u !== null && !underOneRoof(roster, u, unitId)) ?? state.officeUnitId;
}

/** What is owed for the steps: to do each by its day, and to accept or return what is reported as done. */
export function dutiesOfSteps(state: ProceedingState, steps: Steps, span: RulesSpan, roster: Roster): ProceedingDuty[] {
  const duties: ProceedingDuty[] = [];
  for (const step of Object.values(steps)) {
    if (step.status === 'open') {
      const rules = rulesOfUnit(span, roster, step.unitId);
      duties.push({ id: `do:${step.id}`, kind: 'do', arming: step.arming, owedBy: { unitId: step.unitId, personId: step.personId, post: step.personId === null ? 'liaison' : 'responsible' }, since: step.armedAt, day: step.attemptDay ?? step.day, restUntil: null, rules, reminders: rules.reminderWorkingDays, subject: step.id });
    }
    if (step.status === 'done' && step.done) {
      const unitId = accepterOf(state, step.unitId, roster);
      const rules = rulesOfUnit(span, roster, unitId);
      const post = unitId === state.officeUnitId ? 'office' : 'liaison';
      duties.push({ id: `accept:${step.id}`, kind: 'accept', arming: step.arming, owedBy: { unitId, personId: null, post }, since: step.done.at, day: span.calendar.addWorkingDays(dayOf(step.done.at), rules.verifyWorkingDays), restUntil: null, rules, subject: step.id });
    }
  }
  return duties;
}

/** Whether a step was reported as done after its first day, or is open past it. */
export function isLate(step: FollowedStep, state: Pick<ProceedingState, 'overdue'>): boolean {
  return state.overdue[`do:${step.id}/1`] !== undefined || (step.done !== null && step.arming === 1 && dayOf(step.done.at) > step.day);
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
  | { type: 'sendBackStep'; stepId: string; reason: string };

/** Decides what a unit does with its step, and what is done with that. */
export function decideStep(state: ProceedingState, steps: Steps, command: FollowedCommand, context: ProceedingContext): NewDomainEvent[] | { rejected: Rejection } {
  const step = Object.hasOwn(steps, command.stepId) ? steps[command.stepId] : undefined;
  if (!step) return reject('step-not-found', { field: 'stepId' });
  const personId = personOf(context);
  if (command.type === 'nameStepPerson') {
    if (unitOf(context) !== step.unitId) return reject('not-the-assignee', { details: { unitId: step.unitId } });
    if (step.status !== 'open') return reject('step-not-open', { field: 'stepId', details: { status: step.status } });
    return step.personId === command.personId ? [] : [{ type: 'StepPersonNamed', data: { stepId: step.id, personId: command.personId } }];
  }
  if (command.type === 'doStep') {
    if (unitOf(context) !== step.unitId) return reject('not-the-assignee', { details: { unitId: step.unitId } });
    if (step.status !== 'open') return reject('step-not-open', { field: 'stepId', details: { status: step.status } });
    if (!says(command.text)) return reject('nothing-substantial', { field: 'text' });
    return [{ type: 'StepDone', data: { stepId: step.id, personId, text: command.text, evidenceIds: command.evidenceIds } }];
  }
  if (step.status !== 'done') return reject('step-not-submitted', { field: 'stepId', details: { status: step.status } });
  const { roster } = context.rules;
  // Nobody accepts their own work, and bodies under one roof are one.
  if (context.actor.kind === 'person' && underOneRoof(roster, context.actor.unitId, step.unitId)) return reject('own-work', { details: { unitId: step.unitId } });
  const accepter = accepterOf(state, step.unitId, roster);
  if (unitOf(context) !== accepter) return reject('not-the-verifier', { details: { unitId: accepter } });
  if (command.type === 'takeStep') return [{ type: 'StepTaken', data: { stepId: step.id, personId } }];
  if (!says(command.reason)) return reject('reason-missing', { field: 'reason' });
  const span = spanAt(context.rules, context.now);
  const day = span.calendar.addWorkingDays(dayOf(context.now), rulesOfUnit(span, roster, step.unitId).returnWorkingDays);
  return [{ type: 'StepSentBack', data: { stepId: step.id, personId, reason: command.reason, day } }];
}
