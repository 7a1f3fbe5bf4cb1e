import { endOfDay, isDay, type Instant } from '#libs/supervision/time/day';
import { problem } from '../problems/problem';

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** The moment that `asOf` names: a day is taken at its end, or now if it is today; null where none is given. */
export function asOfMoment(asOf: string | undefined, now: Instant): Instant | null {
  if (asOf === undefined || asOf === '') return null;
  if (isDay(asOf)) {
    const end = endOfDay(asOf);
    return end < now ? end : now;
  }
  // JavaScript reads 2031-02-30 as 2 March: only a moment in its full form is one, and its day must exist.
  const ms = MOMENT.test(asOf) && isDay(asOf.slice(0, 10)) ? Date.parse(asOf) : Number.NaN;
  if (Number.isNaN(ms)) throw problem(400, 'malformed', 'asOf 应为日期 YYYY-MM-DD 或时刻', 'asOf must be a day YYYY-MM-DD or a moment', { fields: [{ field: 'asOf', zh: '不是日期', en: 'is no date' }] });
  const moment = new Date(ms).toISOString();
  return moment < now ? moment : now;
}
