import { maskedForFigures, readFigures } from './quantity.parse';
import { AFTER, BEFORE } from './quantity.vocabulary';

/** Figures that an item's words name and no target holds: a person sees them. */

const NUMBER = '(?:\\d[\\d,.]*(?:[亿万千百]\\d*)*|[一二两三四五六七八九十百千万亿]+)';
/** 近10万, 数百万: a number with its magnitude says how many, whatever its unit. */
const WITH_MAGNITUDE = /(?<![\d.+/:A-Za-z—–~-])(?:\d[\d,.]*\s*[百千万亿][\d百千万亿]*|(?<!以)[上数几近][百千万亿]{1,2}(?![年岁众里分]))/g;
const BOUNDS = BEFORE.filter(({ weak, apart }) => !weak && !apart).map(({ words }) => words);
/** 不少于2: a bound is set on it. */
const BOUNDED = new RegExp(`(?:${BOUNDS.join('|')})\\s*(${NUMBER})(?![A-Za-z:])`, 'g');
const BOUNDED_BEHIND = new RegExp(`(?<![\\d.+/:A-Za-z—–~-])(\\d[\\d,.]*)(?=\\s*(?:${AFTER.map(({ words }) => words).join('|')}))`, 'g');
const MARK = /[,，。;；:：!！?？()（）\n]/;
const LONGEST_CLAUSE = 40;

function clauseAround(text: string, at: number, end: number): string {
  let from = at;
  while (from > 0 && at - from < LONGEST_CLAUSE && !MARK.test(text.charAt(from - 1))) from -= 1;
  let to = end;
  while (to < text.length && to - end < LONGEST_CLAUSE && !MARK.test(text.charAt(to))) to += 1;
  return text.slice(from, to).trim();
}

/** The clauses of a text with a number that is neither a target nor a part of a date, in order, each once: parts of a number (其中女职工3000人次), and numbers without a unit that is known. */
export function figuresUnread(text: string): string[] {
  const masked = maskedForFigures(text);
  const { parts, spans } = readFigures(text);
  const covered = (at: number, end: number): boolean => spans.some((span) => at < span.end && span.at < end);
  const bare = [WITH_MAGNITUDE, BOUNDED, BOUNDED_BEHIND].flatMap((pattern) =>
    [...masked.matchAll(pattern)].flatMap((match) => {
      const number = match[1] ?? match[0];
      const at = match.index + match[0].lastIndexOf(number);
      return covered(at, at + number.length) ? [] : [{ at, end: at + number.length }];
    }),
  );
  const clauses = [...parts, ...bare].sort((a, b) => a.at - b.at).map(({ at, end }) => clauseAround(text, at, end));
  return [...new Set(clauses)];
}
