import type { CoverageCell } from '../period-coverage/cell';
import { basisOfPeriod, templateOf } from '../policy/duty-template';
import type { Roster } from '../roster/roster';
import { rulesOfUnit, type RulesSpan } from '../rules';
import { dayOf, type Instant } from '../time/day';
import { CLOSED, passedOver, RECURS } from './evolve/period-events';
import { deadlineOf, isLate } from './item.deadline';
import { presentLateness } from './item.lateness';
import { periodOwers, periodsIn, periodsToCome, type Period } from './item.period';
import type { Assignment, ItemState, Step } from './item.types';

const CADENCES = { M: 'monthly', Q: 'quarterly', H: 'halfYearly' } as const;

/** The days of a period by its name, within the plan's. */
function periodOf(state: ItemState, name: string): Period | undefined {
  const cadence = CADENCES[name.charAt(5) as keyof typeof CADENCES] ?? 'yearly';
  return periodsIn(cadence, state.period.from, state.period.to).find((p) => p.name === name);
}

/**
 * What an item's units owe by its periods, and how each stands: reported by what was handed in and not returned or recalled, judged as its
 * acceptance judged it. What moved on or ended before its day is excused; what was missing by then stays missing.
 */
export function coverageOfItem(state: ItemState, span: RulesSpan, roster: Roster, at: Instant): CoverageCell[] {
  if (state.periodEvents[RECURS] === undefined) return [];
  // What was taken from a unit and given back to it is one of its periods.
  const resumed = new Set(Object.values(state.steps).flatMap((s) => s.resumes?.stepId ?? []));
  const steps = Object.values(state.steps).flatMap((step) => {
    // What is done anew after its acceptance is judged once, as it was.
    if (resumed.has(step.id) || step.redoes !== undefined) return [];
    const assignment = state.assignments[step.assignmentId];
    const period = step.period === null ? undefined : periodOf(state, step.period);
    return assignment && period ? [cellOfStep(state, step, assignment, period, span, roster, at)] : [];
  });
  return [...steps, ...skippedCells(state), ...cellsToCome(state, span)];
}

function cellOfStep(state: ItemState, step: Step, a: Assignment, period: Period, span: RulesSpan, roster: Roster, at: Instant): CoverageCell {
  const handedIn = step.submissions.findLast((s) => s.outcome === 'pending' || s.outcome === 'accepted');
  const rules = rulesOfUnit(span, roster, a.unitId);
  const due = deadlineOf(step, span.calendar, rules, handedIn?.at ?? at).day;
  const event = state.periodEvents[step.id] ?? 1;
  const cell: CoverageCell = { unitId: a.unitId, part: a.id, stepId: step.id, period: period.name, from: period.from, to: period.to, due, state: 'owed', reportedAt: handedIn?.at ?? null, lateWorkingDays: null, excuse: null, event };
  const lateness = presentLateness(state, step);
  const corrected = lateness !== undefined && lateness.overturned !== null;
  if (corrected) return { ...cell, state: 'excused', excuse: 'corrected' };
  if (handedIn) {
    const late = step.status === 'done' ? step.completedLate : isLate(handedIn.at, due);
    return late && due !== null ? { ...cell, state: 'late', lateWorkingDays: Math.max(0, span.calendar.workingDaysBetween(due, dayOf(handedIn.at))) } : { ...cell, state: 'inTime' };
  }
  if (a.status === 'declined') return { ...cell, state: 'excused', excuse: 'handedOn' };
  if (lateness !== undefined) return cell;
  if (step.status === 'cancelled') return { ...cell, state: 'excused', excuse: a.status === 'dropped' ? 'dropped' : 'handedOn' };
  if (state.closed) return { ...cell, state: 'excused', excuse: 'closed', event: state.periodEvents[CLOSED] ?? event };
  return state.suspended ? { ...cell, due: null } : cell;
}

/** A period that went by while the item was suspended was not owed. */
function skippedCells(state: ItemState): CoverageCell[] {
  const units = Object.values(state.assignments).filter((a) => a.role !== 'participant' && (a.status === 'active' || a.status === 'completed'));
  return Object.keys(state.periodEvents).flatMap((key) => {
    const period = key.startsWith(passedOver('')) ? periodOf(state, key.slice(passedOver('').length)) : undefined;
    if (!period) return [];
    return units.map((a): CoverageCell => ({ unitId: a.unitId, part: a.id, stepId: null, period: period.name, from: period.from, to: period.to, due: null, state: 'excused', reportedAt: null, lateWorkingDays: null, excuse: 'suspended', event: state.periodEvents[key] ?? 1 }));
  });
}

/** Periods that have not opened yet, as they will by what holds now. */
function cellsToCome(state: ItemState, span: RulesSpan): CoverageCell[] {
  if (state.closed) return [];
  const template = templateOf(span.policy.rules.dutyTemplates, state.dutyTemplate);
  const opened = new Set(state.periodsOpened);
  const owers = periodOwers(state, template);
  return periodsToCome(state).filter((p) => !opened.has(p.name)).flatMap((period) => {
    const basis = basisOfPeriod(template, period.to);
    const due = basis.kind === 'date' ? basis.day : span.calendar.addWorkingDays(basis.from, basis.workingDays);
    return owers.map((a): CoverageCell => ({ unitId: a.unitId, part: a.id, stepId: null, period: period.name, from: period.from, to: period.to, due: state.suspended ? null : due, state: 'owed', reportedAt: null, lateWorkingDays: null, excuse: null, event: state.periodEvents[RECURS] ?? 1 }));
  });
}
