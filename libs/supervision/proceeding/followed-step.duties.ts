import type { PolicyRules } from '../policy/policy';
import type { Roster } from '../roster/roster';
import { rulesOfUnit, type RulesSpan } from '../rules';
import { dayOf, endOfDay, type Instant } from '../time/day';
import type { FoundLateness } from './objection.events';
import { isOverturned } from './overturned';
import type { ProceedingDuty, ProceedingState } from './proceeding';
import { accepterOf } from './acting';
import { dueDay, type FollowedStep, type Steps } from './followed-step';

/** Rungs rest after a refusal: until then where the day is still to come, else a grace longer, for the days that went by while it waited. What was asked for after the day rested nothing. */
function restAfterRefusal(step: FollowedStep, span: RulesSpan, rules: PolicyRules): Instant | null {
  const last = step.rulings.findLast((r) => r.inTime);
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
