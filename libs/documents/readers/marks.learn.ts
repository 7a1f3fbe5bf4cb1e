import { parseNumber } from '#libs/supervision/text/numeral';
import { parseMark, type MarkLevel } from '../grammar/mark.parse';
import type { LearntMark } from '../grammar/paper.words';
import { stripMarkup } from '../text/paragraph.reader';
import type { SourceLine } from '../text/source.lines';
import { fold } from '../text/fold';

/**
 * Learns from the lines of a paper with which marks it counts: what stands before and behind a number that runs on from 1 without a gap, at the
 * head of line after line, is an ordinal, whether anybody else writes it so or not.
 */

const LEAST = 3;
/** A mark is looked for in this much of a line. */
const HEAD = 16;
const COUNTED = /^([^\d\s\u4e00-\u9fa5]{0,4}|[^\d\s:;,。、]{0,4})\s?(\d{1,3}|[一二三四五六七八九十]{1,3}|[壹贰叁肆伍陆柒捌玖拾]{1,2})([号条项款件][^\d\u4e00-\u9fa5]{1,2}|[^\d\u4e00-\u9fa5]{0,3})(?=[\u4e00-\u9fa5“"《【])/;
/** Behind a number these say that something is counted or dated. */
const COUNTS = /^(?:[年月日号时天个家项户名人次场万亿元倍成件条套座处台辆本册份部组亩吨例宗起张分小至到是])/;
/** Before a number these say that something else is numbered than a task: an annex, a box, a table, a figure, a day of the week. */
const NO_TASK = /(?:附件|附表|附录|专栏|表|图|每周|星期)$/;
/** 第一阶段, 第2季度: behind an ordinal these count stretches of time and batches. */
const STRETCH = /^\s?(?:阶段|步|季度|批|期|次|年|届|周)/;
const BIG = '零壹贰叁肆伍陆柒捌玖拾';

function valueOf(words: string): number | null {
  return parseNumber([...words].map((sign) => (BIG.includes(sign) ? '零一二三四五六七八九十'.charAt(BIG.indexOf(sign)) : sign)).join(''));
}

const literal = (words: string): string => words.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const NUMERALS: readonly [RegExp, string][] = [[/\d/, '\\d{1,3}'], [/[壹贰叁肆伍陆柒捌玖拾]/, '[壹贰叁肆伍陆柒捌玖拾]{1,2}'], [/./, '[一二三四五六七八九十]{1,3}']];

/** The mark with any number in its place. */
function patternOf(before: string, number: string, behind: string): RegExp {
  const numerals = NUMERALS.find(([kind]) => kind.test(number))?.[1] ?? '';
  const parted = behind !== '' && behind.trim() === '' ? '\\s+' : `\\s*${literal(behind)}\\s*`;
  return new RegExp(`^${literal(before)}\\s?(${numerals})${parted}(?=[\\u4e00-\\u9fa5“"《【])`);
}

interface Seen {
  pattern: RegExp;
  /** A sign or a word stands before or behind the number. */
  signed: boolean;
  numbers: number[];
  lines: number[];
  /** Lines whose mark is known without it. */
  known: number;
  /** 2 重点任务: lines that could be headings by their number alone. */
  bare: number;
}

/** Runs on from 1, but for a number or two that the paper leaves out; each part may begin anew. One that only blanks part from its words must run further. */
function runsOn({ numbers, signed }: Seen): boolean {
  const next = numbers.filter((number, at) => number === 1 || number === (numbers[at - 1] ?? 0) + 1).length;
  const rising = numbers.every((number, at) => number === 1 || number > (numbers[at - 1] ?? 0));
  return numbers.length >= LEAST && numbers[0] === 1 && rising && next >= numbers.length * MOST && new Set(numbers).size >= (signed ? 2 : LEAST);
}
const MOST = 0.85;

const beginsAnew = (numbers: readonly number[]): boolean => numbers.filter((number) => number === 1).length > 1;

/** Above the points that it holds where these begin anew under it, below them where it begins anew itself. */
function levelOf({ numbers, lines }: Seen, points: readonly { line: number; value: number | null }[]): MarkLevel {
  if (points.length < LEAST) return 'point';
  const first = Math.min(...points.map(({ line }) => line));
  if ((lines[0] ?? 0) < first && beginsAnew(points.flatMap(({ value }) => (value === null ? [] : [value])))) return 'sub';
  return beginsAnew(numbers) && first < (lines[0] ?? 0) ? 'subpoint' : 'point';
}

/** The marks that the lines of running text teach. Linear in their number. */
export function learnMarks(lines: readonly SourceLine[]): LearntMark[] {
  const seen = new Map<string, Seen>();
  const points: { line: number; value: number | null }[] = [];
  lines.forEach(({ text }, line) => {
    if (text === '' || text.includes('\t') || text.startsWith('|')) return;
    const words = stripMarkup(text);
    const own = parseMark(words);
    if (own?.level === 'point') points.push({ line, value: parseNumber(own.ordinal) });
    const head = fold(words.slice(0, HEAD));
    const match = COUNTED.exec(head);
    const value = match?.[2] === undefined ? null : valueOf(match[2]);
    if (!match || value === null || (match[1] === '' && match[3] === '' && COUNTS.test(head.slice(match[0].length)))) return;
    const [whole, before = '', number = '', behind = ''] = match;
    if (NO_TASK.test(before) || (before.endsWith('第') && STRETCH.test(head.slice(whole.length)))) return;
    const digits = /\d/.test(number) ? 'digits' : 'numerals';
    const key = `${before}|${digits}|${behind.trim() || ' '.repeat(Math.min(1, behind.length))}`;
    const each: Seen = seen.get(key) ?? { pattern: patternOf(before, number, behind), signed: before !== '' || behind.trim() !== '', numbers: [], lines: [], known: 0, bare: 0 };
    each.numbers.push(value);
    each.lines.push(line);
    if (own?.level === 'section' && before === '' && digits === 'digits') each.bare += 1;
    else if (own !== null) each.known += 1;
    seen.set(key, each);
  });
  return [...seen.values()]
    .filter((each) => each.known === 0 && each.bare * 2 < each.numbers.length && runsOn(each))
    .map((each) => ({ pattern: each.pattern, level: levelOf(each, points) }));
}
