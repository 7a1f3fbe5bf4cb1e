import { parseChineseNumeral } from '#libs/supervision/text/numeral';

/** Calendar dates as text, `YYYY-MM-DD`, without zone or clock. */

export function isoDate(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (year < 1900 || year > 2200 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

export function lastOfMonth(year: number, month: number): string | null {
  if (month < 1 || month > 12) return null;
  return isoDate(year, month, new Date(Date.UTC(year, month, 0)).getUTCDate());
}

const CN_DIGIT = '〇零○OＯ一二三四五六七八九';
const DATE = new RegExp(
  `^\\(?(?:(\\d{4})\\s*[年./-]\\s*(\\d{1,2})\\s*[月./-]\\s*(\\d{1,2})\\s*日?|([${CN_DIGIT}]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日)\\s*(?:印发|发布|印)?\\)?$`,
);

/** A line that is nothing but a date (folded): 2022年6月8日, 二〇二二年六月八日, 2022-06-08. */
export function parseDateLine(folded: string): string | null {
  const match = DATE.exec(folded.replace(/\s+/g, ''));
  if (!match) return null;
  if (match[1]) return isoDate(Number(match[1]), Number(match[2]), Number(match[3]));
  const year = parseChineseNumeral((match[4] ?? '').replace(/[○OＯ]/g, '〇'));
  return isoDate(year ?? 0, parseChineseNumeral(match[5] ?? '') ?? 0, parseChineseNumeral(match[6] ?? '') ?? 0);
}
