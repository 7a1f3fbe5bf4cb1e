import { maskedForFigures, parseTargets, readFigures } from './quantity.parse';
import { AFTER, BEFORE, RECKONED_FROM } from './quantity.vocabulary';

/** Figures that an item's words name and no target holds: a person sees them. */

const NUMBER = '(?:\\d[\\d,.]*(?:[亿万千百]\\d*)*|[一二两三四五六七八九十百千万亿]+)';
/** 近10万, 数百万: a number with its magnitude says how many, whatever its unit. */
const WITH_MAGNITUDE = /(?<![\d.+/:A-Za-z—–~-])(?:\d[\d,.]*\s*[百千万亿][\d百千万亿]*|(?<!以)[上数几近][百千万亿]{1,2}(?![年岁众里分]))/g;
const BOUNDS = BEFORE.filter(({ weak, apart }) => !weak && !apart).map(({ words }) => words);
/** 不少于2: a bound is set on it. */
const BOUNDED = new RegExp(`(?:${BOUNDS.join('|')})\\s*(${NUMBER})(?![A-Za-z:])`, 'g');
const BOUNDED_BEHIND = new RegExp(`(?<![\\d.+/:A-Za-z—–~-])(\\d[\\d,.]*)(?=\\s*(?:${AFTER.map(({ words }) => words).join('|')}))`, 'g');
/** 进入全国前十, 居全省第一, 前3名: a place among others, which is no amount. */
const RANK = /(?:全[国省市区县球州盟旗]|同类|周边|地级市|位居|位列|排名|名列|稳居|力争|保持|达到|进入|跻身)[\u4e00-\u9fa5]{0,8}?(前(?:[一二三四五六七八九十]{1,3}|\d{1,3})(?:名|位|列|强|%)?(?![年个月季期批轮\d])|第(?:[一二三四五]|\d{1,2})(?:名|位|方阵|梯队)?(?![年个月季期批轮次届产方号条款阶\d]))/g;
/** 7个工作日内发放: how long it may take, where no bound is written out. */
const WITHIN = /(?<![\d.第])(\d[\d.]*)\s*(?:个?工作日|个?自然日|小时|天|日)(?:之|以)?内(?!容|部|外|设)/g;
const MARK = /[,，。;；:：!！?？()（）\n]/;
const LONGEST_CLAUSE = 40;

function clauseAround(text: string, at: number, end: number): string {
  let from = at;
  while (from > 0 && at - from < LONGEST_CLAUSE && !MARK.test(text.charAt(from - 1))) from -= 1;
  let to = end;
  while (to < text.length && to - end < LONGEST_CLAUSE && !MARK.test(text.charAt(to))) to += 1;
  return text.slice(from, to).trim();
}

function isTarget(text: string, at: number, end: number): boolean {
  return parseTargets(text.slice(Math.max(0, at - LONGEST_CLAUSE), end + LONGEST_CLAUSE)).some(({ text: words }) => {
    const from = text.indexOf(words, Math.max(0, at - LONGEST_CLAUSE));
    return from >= 0 && from < end && at < from + words.length;
  });
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
  const within = [...masked.matchAll(WITHIN)].flatMap((match) => {
    const [at, end] = [match.index, match.index + match[0].length];
    return isTarget(text, at, end) || RECKONED_FROM.test(masked.slice(Math.max(0, at - 24), at)) ? [] : [{ at, end }];
  });
  const ranks = [...masked.matchAll(RANK)].map((match) => ({ at: match.index, end: match.index + match[0].length }));
  const clauses = [...parts, ...bare, ...ranks, ...within].sort((a, b) => a.at - b.at).map(({ at, end }) => clauseAround(text, at, end));
  return [...new Set(clauses)];
}
