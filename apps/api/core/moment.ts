import { isDay, startOfDay, type Instant } from '#libs/supervision/time/day';
import { problem } from '../problems/problem';

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds of a moment in its full form with its zone; NaN for what is none. JavaScript alone would read 2031-02-30 as 2 March. */
export function momentMs(text: string): number {
  return MOMENT.test(text) && isDay(text.slice(0, 10)) ? Date.parse(text) : Number.NaN;
}

/**
 * The moment from which something takes effect: a moment in ISO 8601, or a day, which means its beginning in Shanghai. Null where
 * none is given: at once.
 *
 * @throws ProblemError 400 for what is neither
 */
export function effectiveMoment(text: string | null | undefined): Instant | null {
  if (text === null || text === undefined || text === '') return null;
  if (isDay(text)) return startOfDay(text);
  const moment = Number.isNaN(momentMs(text)) ? '' : new Date(momentMs(text)).toISOString();
  // Within the years that have four digits: others sort wrongly beside them.
  if (/^\d{4}-/.test(moment)) return moment;
  throw problem(400, 'malformed', '生效时间应为日期 YYYY-MM-DD 或时刻', 'effectiveFrom must be a day YYYY-MM-DD or a moment', { fields: [{ field: 'effectiveFrom', zh: '不是日期或时刻', en: 'is neither a day nor a moment' }] });
}
