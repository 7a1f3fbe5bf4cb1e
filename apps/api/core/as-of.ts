import { isDay, lastMomentOf, type Instant } from '#libs/supervision/time/day';
import { problem } from '../problems/problem';
import { momentMs } from './moment';

/** The moment that `asOf` names: a day is taken at its last moment, or now if it is today; null where none is given. */
export function asOfMoment(asOf: string | undefined, now: Instant): Instant | null {
  if (asOf === undefined || asOf === '') return null;
  if (isDay(asOf)) {
    const last = lastMomentOf(asOf);
    return last < now ? last : now;
  }
  const ms = momentMs(asOf);
  if (Number.isNaN(ms)) throw problem(400, 'malformed', 'asOf 应为日期 YYYY-MM-DD 或时刻', 'asOf must be a day YYYY-MM-DD or a moment', { fields: [{ field: 'asOf', zh: '不是日期', en: 'is no date' }] });
  // Compared as numbers: written out, a year beyond 9999 sorts before all others.
  return ms < Date.parse(now) ? new Date(ms).toISOString() : now;
}
