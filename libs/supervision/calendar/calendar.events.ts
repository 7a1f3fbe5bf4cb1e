import type { DomainEvent } from '../event';
import { isDay, type Instant } from '../time/day';
import { calendarOf, type Calendar, type SpecialDay } from './calendar';

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
