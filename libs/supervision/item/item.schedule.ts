import type { Calendar } from '../calendar/calendar';
import type { PolicyRules } from '../policy/policy';
import { addDays, dayOf, endOfDay, type Day, type Instant } from '../time/day';
import { pausedWorkingDays } from './item.deadline';
import type { Step } from './item.types';

/**
 * The schedule that a report is measured against: even progress over the working days from the step's opening to its last
 * day, less the working days of pauses. The paper gives no finer plan.
 */
function schedule(step: Step, day: Day, calendar: Calendar): { from: Day; workingDays: number } {
  const opened = dayOf(step.openedAt);
  const closed = step.pauses.filter((p) => p.to !== null);
  const paused = pausedWorkingDays(calendar, closed, '', step.openedAt);
  const from = paused === 0 ? opened : calendar.addWorkingDays(opened, paused);
  return { from, workingDays: calendar.workingDaysBetween(from, day) };
}

/** The share in percent that should be done at the end of the day before: 0 at the opening, 100 at the deadline. */
export function expectedPercent(step: Step, day: Day, calendar: Calendar, today: Day): number {
  const { from, workingDays } = schedule(step, day, calendar);
  if (workingDays <= 0) return 0;
  const gone = calendar.workingDaysBetween(from, addDays(today, -1));
  return Math.min(100, Math.max(0, (100 * gone) / workingDays));
}

/**
 * The moment at which the share last reported falls behind the schedule by more than policy tolerates; null where it never
 * does, or where nothing was reported as a share: silence is no figure.
 */
export function behindFrom(step: Step, day: Day | null, calendar: Calendar, rules: PolicyRules): Instant | null {
  if (step.percent === null || day === null) return null;
  const { from, workingDays } = schedule(step, day, calendar);
  const days = Math.floor(((step.percent + rules.behindTolerancePercent) * workingDays) / 100) + 1;
  return workingDays > 0 && days <= workingDays ? endOfDay(calendar.addWorkingDays(from, days)) : null;
}
