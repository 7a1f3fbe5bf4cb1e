import { addDays, dayNumber, dayOfNumber, type Day } from '../time/day';

/** A day that differs from the weekly pattern: a public holiday, or a make-up workday (调休上班). */
export interface SpecialDay {
  day: Day;
  kind: 'holiday' | 'workday';
  name: string;
}

/** A version of the working calendar. */
export interface Calendar {
  version: number;
  /** Last year with a State Council notice; later dates are counted by weekdays alone and are provisional. */
  publishedThrough: number;
  isWorkingDay(day: Day): boolean;
  special(day: Day): SpecialDay | undefined;
  /**
   * The n-th working day after (n > 0) or before (n < 0) the day, which itself never counts; n = 0 is the day itself if it
   * is a working day, else the next one.
   */
  addWorkingDays(day: Day, n: number): Day;
  /** Working days in the days after `from` up to and including `to`; negative when `to` lies before `from`. */
  workingDaysBetween(from: Day, to: Day): number;
  isProvisional(day: Day): boolean;
}

/** Days that a calendar knows, inclusive. */
export const FIRST_DAY: Day = '2015-01-01';
const LAST_DAY: Day = '2060-12-31';
export const FIRST_YEAR = 2015;
export const LAST_YEAR = 2060;
const FIRST = dayNumber(FIRST_DAY);
const LAST = dayNumber(LAST_DAY);

/** No deadline lies later, so that whatever is counted from it (periods, pauses) stays within the calendar. */
export const LAST_DEADLINE: Day = '2055-12-31';

/**
 * Builds a calendar from the special days.
 *
 * Counts are tabled once for 2015–2060, so that a look-up costs the same whatever the span. Days outside throw a RangeError.
 */
export function calendarOf(version: number, publishedThrough: number, specials: readonly SpecialDay[]): Calendar {
  const byDay = new Map(specials.map((s) => [s.day, s]));
  const size = LAST - FIRST + 1;
  /** counts[i]: working days up to and including day i. */
  const counts = new Int32Array(size);
  const workdays: number[] = [];
  for (let i = 0, count = 0; i < size; i++) {
    const weekday = (FIRST + i + 4) % 7;
    counts[i] = count += weekday !== 0 && weekday !== 6 ? 1 : 0;
  }
  const overrides = [...byDay.values()].map((s) => [dayNumber(s.day) - FIRST, s.kind] as const).filter(([i]) => i >= 0 && i < size);
  const delta = new Int8Array(size);
  for (const [i, kind] of overrides) {
    const plain = counts[i]! - (i > 0 ? counts[i - 1]! : 0);
    delta[i] = (kind === 'workday' ? 1 : 0) - plain;
  }
  for (let i = 0, shift = 0; i < size; i++) {
    shift += delta[i]!;
    counts[i] = counts[i]! + shift;
    if (counts[i]! > (i > 0 ? counts[i - 1]! : 0)) workdays.push(i);
  }
  const indexOf = (day: Day): number => {
    const i = dayNumber(day) - FIRST;
    if (!(i >= 0 && i < size)) throw new RangeError(`day outside the calendar: ${day}`);
    return i;
  };
  const isWorking = (i: number): boolean => counts[i]! > (i > 0 ? counts[i - 1]! : 0);
  return {
    version,
    publishedThrough,
    isWorkingDay: (day) => isWorking(indexOf(day)),
    special: (day) => byDay.get(day),
    addWorkingDays(day, n) {
      const i = indexOf(day);
      const here = counts[i]!;
      // workdays[k] is the (k+1)-th working day; `here` counts those up to and including the day.
      const k = n > 0 ? here + n - 1 : n < 0 ? here - (isWorking(i) ? 1 : 0) + n : isWorking(i) ? here - 1 : here;
      const found = workdays[k];
      if (found === undefined) throw new RangeError(`working day outside the calendar: ${day} ${n}`);
      return dayOfNumber(FIRST + found);
    },
    workingDaysBetween: (from, to) => counts[indexOf(to)]! - counts[indexOf(from)]!,
    isProvisional: (day) => Number(day.slice(0, 4)) > publishedThrough,
  };
}

/** Every day from `from` to `to` inclusive, for explanations. */
export function daysFrom(from: Day, to: Day): Day[] {
  const days: Day[] = [];
  for (let d = from; d <= to; d = addDays(d, 1)) days.push(d);
  return days;
}
