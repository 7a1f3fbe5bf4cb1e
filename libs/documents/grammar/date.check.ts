import { fold } from '../text/fold';
import { isoDate, lastOfMonth } from './date.parse';
import { parseChineseNumeral } from '#libs/supervision/text/numeral';

/** Dates that a paper writes and no calendar has: 2月30日, 13月, 2031-02-30. */

const N = '(\\d{1,2}|[一二三四五六七八九十]{1,3})';
const WRITTEN = new RegExp(`(?<![\\d一二三四五六七八九十个])(?:((?:19|20)\\d\\d)\\s*年\\s*)?${N}\\s*月(?!龄|嫂|子|亮|球)(?:份)?(?:\\s*${N}\\s*[日号])?`, 'g');
const ISO = /(?<![\d.])((?:19|20)\d\d)([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/g;
/** A year that has a 29th of February, for dates without a year where the plan names none. */
const ANY_LEAP = 2032;

function num(text: string | undefined): number | null {
  if (text === undefined) return null;
  return /^\d/.test(text) ? Number(text) : parseChineseNumeral(text);
}

/** The words of each impossible date in a text, once, in order. `year` is for dates that name none. Linear. */
export function impossibleDates(text: string, year: number | null): string[] {
  const folded = fold(text);
  const found: { at: number; words: string }[] = [];
  const tell = (match: RegExpExecArray): void => {
    found.push({ at: match.index, words: text.slice(match.index, match.index + match[0].length).trim() });
  };
  for (const match of folded.matchAll(WRITTEN)) {
    const month = num(match[2]) ?? 0;
    const day = num(match[3]);
    const of = match[1] ? Number(match[1]) : (year ?? ANY_LEAP);
    if ((day === null ? lastOfMonth(of, month) : isoDate(of, month, day)) === null) tell(match);
  }
  for (const match of folded.matchAll(ISO)) if (isoDate(Number(match[1]), Number(match[3]), Number(match[4])) === null) tell(match);
  return [...new Set(found.sort((a, b) => a.at - b.at).map(({ words }) => words))];
}
