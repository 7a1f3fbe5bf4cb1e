import { isDay, startOfDay, type Instant } from '#libs/supervision/time/day';
import { problem } from '../problems/problem';

/**
 * The moment from which something takes effect: a moment in ISO 8601, or a day, which means its beginning in Shanghai. Null where
 * none is given: at once.
 *
 * @throws ProblemError 400 for what is neither
 */
export function effectiveMoment(text: string | null | undefined): Instant | null {
  if (text === null || text === undefined || text === '') return null;
  if (isDay(text)) return startOfDay(text);
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(ms)) return new Date(ms).toISOString();
  throw problem(400, 'malformed', '生效时间应为日期 YYYY-MM-DD 或时刻', 'effectiveFrom must be a day YYYY-MM-DD or a moment', { fields: [{ field: 'effectiveFrom', zh: '不是日期或时刻', en: 'is neither a day nor a moment' }] });
}
