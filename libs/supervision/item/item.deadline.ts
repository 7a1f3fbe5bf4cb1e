import type { Calendar } from '../calendar/calendar';
import type { PolicyRules } from '../policy/policy';
import { dayOf, endOfDay, type Day, type Instant } from '../time/day';
import type { Pause, Step } from './item.types';

/** One line of a deadline's account, for the page that explains it. */
export interface DeadlineLine {
  what: 'start' | 'date' | 'budget' | 'holiday' | 'pause' | 'extension' | 'attempt';
  day: Day;
  workingDays?: number;
  from?: Instant;
  to?: Instant | null;
  requestId?: string;
}

export interface DeadlineAccount {
  /** Last day inclusive; null where none is set. */
  day: Day | null;
  /** The deadline that the paper set, before pauses and extensions: visible for ever. */
  first: Day | null;
  lines: DeadlineLine[];
  /** Past the last published calendar year: may still move. */
  provisional: boolean;
}

/** Working days of the pauses that count: refused ones are annulled, open ones count up to `until`. */
function pausedWorkingDays(calendar: Calendar, pauses: readonly Pause[], until: Instant): number {
  let days = 0;
  for (const p of pauses) {
    if (p.annulled || p.cause !== 'suspension') continue;
    days += Math.max(0, calendar.workingDaysBetween(dayOf(p.from), dayOf(p.to ?? until)));
  }
  return days;
}

/**
 * The account of a step's deadline: a start and a budget, or a date, then pauses and granted extensions.
 *
 * A fixed date moves only by an extension or by the working days of a pause; a holiday moves it only where policy says so.
 */
export function deadlineOf(step: Step, calendar: Calendar, rules: PolicyRules, now: Instant): DeadlineAccount {
  if (step.basis === null) return { day: null, first: null, lines: [], provisional: false };
  const lines: DeadlineLine[] = [];
  let day: Day;
  if (step.basis.kind === 'date') {
    day = step.basis.day;
    lines.push({ what: 'date', day });
    if (rules.deadlineOnHoliday === 'nextWorkingDay' && !calendar.isWorkingDay(day)) {
      day = calendar.addWorkingDays(day, 0);
      lines.push({ what: 'holiday', day });
    }
  } else {
    lines.push({ what: 'start', day: step.basis.from });
    day = calendar.addWorkingDays(step.basis.from, step.basis.workingDays);
    lines.push({ what: 'budget', day, workingDays: step.basis.workingDays });
  }
  const first = day;
  const last = step.extensions.at(-1);
  if (last) {
    day = last.day;
    lines.push({ what: 'extension', day, requestId: last.requestId });
  }
  const pauses = last ? step.pauses.filter((p) => p.from >= last.grantedAt) : step.pauses;
  const paused = pausedWorkingDays(calendar, pauses, now);
  if (paused > 0) {
    day = calendar.addWorkingDays(day, paused);
    lines.push({ what: 'pause', day, workingDays: paused });
  }
  return { day, first, lines, provisional: calendar.isProvisional(day) };
}

/** The last day of the present attempt: after a return the unit has its days, though the first deadline decides lateness. */
export function attemptDayOf(step: Step, deadline: Day | null): Day | null {
  if (step.attemptDay === null) return deadline;
  return deadline === null || step.attemptDay > deadline ? step.attemptDay : deadline;
}

/** Whether a submission at the moment is late by the deadline, whose day counts to its end. */
export function isLate(submittedAt: Instant, deadline: Day | null): boolean {
  return deadline !== null && submittedAt > endOfDay(deadline);
}
