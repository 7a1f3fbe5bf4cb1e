import { reject, type Rejection } from '../rejection';
import { rulesOfUnit, spanAt } from '../rules';
import { LAST_DEADLINE } from '../calendar/calendar';
import { dayOf, isDay, type Day } from '../time/day';
import type { ProceedingContext } from './proceeding';

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

/** A day that exists, that calendars can count from, and that does not lie before today. */
export function dayProblem(day: Day, field: string, context: ProceedingContext): { rejected: Rejection } | null {
  if (!isDay(day) || day > LAST_DEADLINE) return reject('date-invalid', { field });
  return day < dayOf(context.now) ? reject('date-in-the-past', { field, details: { day } }) : null;
}
