import type { Calendar } from '../calendar/calendar';
import type { PolicyRules } from '../policy/policy';
import { dayOf, endOfDay, latest, type Day, type Instant } from '../time/day';
import type { Pause, Step } from './item.types';

/** One line of a deadline's account, for the page that explains it. */
export interface DeadlineLine {
  what: 'start' | 'date' | 'budget' | 'holiday' | 'pause' | 'extension' | 'amendment' | 'reopening' | 'transfer';
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

/**
 * Working days of the pauses that count, from `since` on: suspensions, and refusals of an assignment that were upheld. Open
 * ones count up to `until`; pauses that overlap count once.
 */
export function pausedWorkingDays(calendar: Calendar, pauses: readonly Pause[], since: Instant, until: Instant): number {
  if (pauses.length === 0) return 0;
  const counting = pauses
    .filter((p) => !p.annulled && (p.cause === 'suspension' || (p.cause === 'decline' && p.to !== null)))
    .map((p) => ({ from: latest(p.from, since), to: p.to ?? until }))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  let days = 0;
  let counted: Instant = since;
  for (const p of counting) {
    const from = latest(p.from, counted);
    if (p.to <= from) continue;
    days += calendar.workingDaysBetween(dayOf(from), dayOf(p.to));
    counted = p.to;
  }
  return days;
}

function firstDay(step: Step, calendar: Calendar, lines: DeadlineLine[]): Day | null {
  const { basis } = step;
  if (basis === null) return null;
  if (basis.kind === 'date') {
    lines.push({ what: 'date', day: basis.day });
    return basis.day;
  }
  lines.push({ what: 'start', day: basis.from });
  const day = calendar.addWorkingDays(basis.from, basis.workingDays);
  lines.push({ what: 'budget', day, workingDays: basis.workingDays });
  return day;
}

/**
 * The account of a step's deadline: a start and a budget, or a date, then the day that an extension, an amendment, a
 * reopening or a transfer set in its place, then the working days of pauses.
 *
 * A fixed date moves only by an extension or by the working days of a pause; a holiday moves it only where policy says so.
 */
export function deadlineOf(step: Step, calendar: Calendar, rules: PolicyRules, now: Instant): DeadlineAccount {
  const lines: DeadlineLine[] = [];
  const first = firstDay(step, calendar, lines);
  let day = first;
  const last = step.extensions.at(-1);
  if (last) {
    day = last.day;
    if (day !== null) lines.push({ what: last.by, day, ...(last.requestId === null ? {} : { requestId: last.requestId }) });
  }
  if (day === null) return { day: null, first, lines, provisional: false };
  if (rules.deadlineOnHoliday === 'nextWorkingDay' && !calendar.isWorkingDay(day)) {
    day = calendar.addWorkingDays(day, 0);
    lines.push({ what: 'holiday', day });
  }
  // A new day already knows of the pauses before it.
  const paused = pausedWorkingDays(calendar, step.pauses, last?.grantedAt ?? '', now);
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

/** Whether a submission at the moment is late by the deadline, whose day counts to its end: midnight belongs to the next day. */
export function isLate(submittedAt: Instant, deadline: Day | null): boolean {
  return deadline !== null && submittedAt >= endOfDay(deadline);
}
