import { addDays, endOfMonth } from '../../words/days';
import type { Since } from './search';

/** The day at whose end one compares. */
export function dayBefore(today: string, since: Since): string {
  if (since === 'day') return addDays(today, -1);
  if (since === 'week') return addDays(today, -7);
  return endOfMonth(Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1);
}

/** Ends of the year's months, with today among them: what was done beside what is due. */
export function courseDays(today: string): string[] {
  const year = Number(today.slice(0, 4));
  const months = Array.from({ length: 12 }, (_, month) => endOfMonth(year, month + 1));
  return [...new Set([...months, today])].sort();
}

/** The same day of the last eight weeks. */
export function trendDays(today: string): string[] {
  return Array.from({ length: 8 }, (_, n) => addDays(today, -7 * (7 - n)));
}
