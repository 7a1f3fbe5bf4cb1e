import type { Calendar } from './calendar/calendar';
import { deadlineOf } from './item/item.deadline';
import { dutiesOf, type DutyKind } from './item/item.duties';
import { itemLight, type Light } from './item/item.light';
import { settleItem } from './item/item.settle';
import type { ItemState, Lateness, Step } from './item/item.types';
import { rulesOfUnit, spanAt, type Rules } from './rules';
import { simulateItem } from './simulate';
import { dayOf, endOfDay, latest, type Day, type Instant } from './time/day';

/** A deadline that other rules would set elsewhere. */
export interface MovedDeadline {
  duty: string;
  kind: DutyKind;
  stepId: string | null;
  unitId: string;
  from: Day | null;
  to: Day | null;
  /** Past by the proposed rules at the moment at which they begin, though not by those in force. */
  becomesOverdue: boolean;
}

/** What proposed rules would do to one item. */
export interface RulesEffect {
  moved: MovedDeadline[];
  /** Null where the light stays. */
  light: { from: Light; to: Light } | null;
}

/**
 * Compares what one item owes under the rules in force and under proposed ones, at the moment at which those begin, as things
 * stand: nobody is supposed to do anything until then.
 */
export function compareRules(state: ItemState, before: Rules, after: Rules, effectiveAt: Instant): RulesEffect {
  const at = latest(effectiveAt, state.lastAt);
  const then = settleItem(state, at, before).state;
  const now = settleItem(state, at, after).state;
  const days = new Map(dutiesOf(then, spanAt(before, at), before.roster).map((d) => [`${d.id}/${d.arming}`, d]));
  const moved: MovedDeadline[] = [];
  const past = (day: Day | null): boolean => day !== null && endOfDay(day) <= at;
  for (const d of dutiesOf(now, spanAt(after, at), after.roster)) {
    const old = days.get(`${d.id}/${d.arming}`);
    if (!old || old.day === d.day) continue;
    moved.push({ duty: d.id, kind: d.kind, stepId: d.stepId, unitId: d.owedBy.unitId, from: old.day, to: d.day, becomesOverdue: past(d.day) && !past(old.day) });
  }
  const from = itemLight(then).light;
  const to = itemLight(now).light;
  return { moved, light: from === to ? null : { from, to } };
}

/** How many notices the ladder would bring about after `now` and up to `until`, as things stand: reminders, escalations, papers drawn up. */
export function noticesAhead(state: ItemState, rules: Rules, now: Instant, until: Instant): number {
  const at = latest(now, state.lastAt);
  const settled = settleItem(state, at, rules).state;
  return simulateItem(settled, rules, until).notices.filter((n) => n.at > at).length;
}

/** A lateness that another calendar judges otherwise. */
export interface Rejudged {
  duty: string;
  arming: number;
  unitId: string;
  title: string;
  /** The deadline by the calendar of the time, and by the other one. */
  deadline: Day;
  newDeadline: Day;
  /** Sent in time after all; or still to be delivered, by a day that has not passed. */
  verdict: 'inTime' | 'notYetDue';
}

/** The step as it stood when the lateness was found: its dates, and the pauses that had begun. */
function asThen(step: Step, lateness: Lateness): Step {
  return { ...step, extensions: step.extensions.slice(0, lateness.datesBefore), pauses: step.pauses.filter((p) => p.from < lateness.dueAt) };
}

/**
 * The standing latenesses that would not be one by the calendar (更正): one that came late, such as 2020's prolonged Spring
 * Festival, moves the deadline to a day by which the work was sent, or that has not passed. What is late by both stays late.
 */
export function rejudge(state: ItemState, rules: Rules, calendar: Calendar, now: Instant): Rejudged[] {
  const found: Rejudged[] = [];
  for (const lateness of state.lateness) {
    const step = state.steps[lateness.duty.slice('step:'.length)];
    if (lateness.overturned !== null || !step) continue;
    const unitId = state.assignments[step.assignmentId]?.unitId ?? '';
    const span = spanAt(rules, lateness.dueAt);
    const unitRules = rulesOfUnit(span, rules.roster, unitId);
    const then = asThen(step, lateness);
    const deadline = deadlineOf(then, span.calendar, unitRules, lateness.recordedAt).day;
    const newDeadline = deadlineOf(then, calendar, unitRules, lateness.recordedAt).day;
    if (deadline === null || newDeadline === null || newDeadline <= deadline || endOfDay(newDeadline) <= lateness.dueAt) continue;
    const end = endOfDay(newDeadline);
    const sentInTime = step.submissions.some((s) => (s.outcome === 'accepted' || s.outcome === 'pending') && s.at <= end);
    // A new date that was given before the deadline had passed made it never late.
    const datedInTime = (step.extensions[lateness.datesBefore]?.grantedAt ?? '9') <= end;
    const verdict = sentInTime || datedInTime ? 'inTime' : dayOf(now) <= newDeadline && step.status === 'open' ? 'notYetDue' : null;
    if (verdict !== null) found.push({ duty: lateness.duty, arming: lateness.arming, unitId, title: step.title, deadline, newDeadline, verdict });
  }
  return found;
}
