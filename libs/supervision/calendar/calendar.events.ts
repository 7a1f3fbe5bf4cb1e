import type { DomainEvent } from '../event';
import { addDays, isDay, type Instant } from '../time/day';
import { calendarOf, FIRST_YEAR, LAST_YEAR, type Calendar, type SpecialDay } from './calendar';

/** A calendar is published whole, with its basis (the State Council's notice). */
export type CalendarEvent = DomainEvent<'CalendarPublished', { publishedThrough: number; days: SpecialDay[]; effectiveFrom: Instant; basis: string }>;

export interface CalendarHistory {
  version: number;
  versions: { effectiveFrom: Instant; calendar: Calendar }[];
}

export const NO_CALENDAR: CalendarHistory = { version: 0, versions: [] };

export function evolveCalendar(history: CalendarHistory, event: CalendarEvent): CalendarHistory {
  const version = history.version + 1;
  const { publishedThrough, days, effectiveFrom } = event.data;
  return { version, versions: [...history.versions, { effectiveFrom, calendar: calendarOf(version, publishedThrough, days) }] };
}

/** What is wrong with the days of a proposed calendar, by place; empty when it may be published. */
export function problemsOfDays(days: readonly SpecialDay[]): { field: string; zh: string; en: string }[] {
  const seen = new Set<string>();
  const problems: { field: string; zh: string; en: string }[] = [];
  days.forEach((d, i) => {
    if (!isDay(d.day)) problems.push({ field: `days[${i}].day`, zh: '不是有效日期', en: 'is not a date' });
    else if (seen.has(d.day)) problems.push({ field: `days[${i}].day`, zh: '日期重复', en: 'is listed twice' });
    seen.add(d.day);
  });
  return problems;
}

/** The same for a whole calendar that is to follow others: it keeps every year that they hold, and never takes one back. */
export function problemsOfCalendar(proposed: { days: readonly SpecialDay[]; publishedThrough: number }, before: CalendarHistory): { field: string; zh: string; en: string }[] {
  const { days, publishedThrough } = proposed;
  const problems = problemsOfDays(days);
  const last = before.versions.at(-1)?.calendar;
  if (!Number.isInteger(publishedThrough) || publishedThrough < FIRST_YEAR || publishedThrough > LAST_YEAR) {
    return [...problems, { field: 'publishedThrough', zh: `应为 ${FIRST_YEAR} 至 ${LAST_YEAR} 的年份`, en: `must be a year from ${FIRST_YEAR} to ${LAST_YEAR}` }];
  }
  if (last && publishedThrough < last.publishedThrough) problems.push({ field: 'publishedThrough', zh: `已公布至 ${last.publishedThrough} 年，不能提前`, en: `years through ${last.publishedThrough} are published already` });
  const years = new Set(days.map((d) => Number(d.day.slice(0, 4))));
  days.forEach((d, i) => {
    const year = Number(d.day.slice(0, 4));
    if (isDay(d.day) && (year < FIRST_YEAR || year > publishedThrough)) problems.push({ field: `days[${i}].day`, zh: `应在 ${FIRST_YEAR} 至 ${publishedThrough} 年之内`, en: `must lie within ${FIRST_YEAR} to ${publishedThrough}` });
  });
  for (let year = FIRST_YEAR; last && year <= last.publishedThrough; year++) {
    if (!years.has(year) && hasSpecialDays(last, year)) problems.push({ field: 'days', zh: `缺少 ${year} 年的节假日：日历须整本公布`, en: `lacks the special days of ${year}: a calendar is published whole` });
  }
  return problems;
}

function hasSpecialDays(calendar: Calendar, year: number): boolean {
  for (let day = `${year}-01-01`; day <= `${year}-12-31`; day = addDays(day, 1)) if (calendar.special(day)) return true;
  return false;
}
