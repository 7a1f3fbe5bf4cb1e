import { isTimeLimit } from '../grammar/deadline.parse';
import { parseMark } from '../grammar/mark.parse';
import { surelyUnit } from '../grammar/unit.shape';
import { parseUnitNames } from '../grammar/units.list';
import { cleanLine, isFurniture, type SourceLine } from './source.lines';

/**
 * Plain text in two columns that blanks set side by side: running text that goes on in the right column when the left one ends, or points with
 * who does them beside them. A table under a heading is another matter.
 */

/** Lines that must have a piece beginning at the right column. */
const LEAST_LINES = 6;
/** In narrow characters: a right column begins no nearer to the margin. */
const NEAREST = 20;
/** Of the lines with two pieces so many must begin their second one there. */
const LEAST_SHARE = 0.7;
/** The first line of a paragraph stands in by two wide characters. */
const INDENT = 4;
/** Columns of running text are filled. */
const FILLED = 0.75;
/** Characters that some fonts set wide and some narrow move what stands behind them. */
const EITHER = /[“”‘’—…·×≥≤°]/g;
const NARROW = /[\u0000-\u00ff]/;

const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (NARROW.test(char) ? 1 : 2), 0);

interface Split {
  left: string;
  right: string;
  /** Where the right piece begins; Infinity where there is none. */
  at: number;
  /** How much further to the left that may be. */
  slack: number;
}

const TWO = /^(\s*)(\S(?:[^\s\u3000]|[ \u3000](?![ \u3000]))*)(?:[ \u3000]{2,}|\u3000)(\S.*)$/;

function splitLine(line: string): Split | null {
  if (line.includes('\t') || line.length > 400) return null;
  const text = line.trimEnd();
  const match = TWO.exec(text);
  if (match) {
    const [, indent = '', left = '', right = ''] = match;
    const before = text.slice(0, text.length - right.length);
    if (/[ \u3000]{2,}\S/.test(right)) return null;
    return { left: indent + left, right, at: widthOf(before), slack: before.match(EITHER)?.length ?? 0 };
  }
  const indent = /^\s*/.exec(text)?.[0] ?? '';
  return widthOf(indent) >= NEAREST ? { left: '', right: text.trim(), at: widthOf(indent), slack: 0 } : { left: text, right: '', at: Infinity, slack: 0 };
}

/** Where the right column begins; null where there is none. */
function gutterOf(lines: readonly (Split | null)[]): number | null {
  const both = lines.filter((line) => line !== null && line.left.trim() !== '' && line.right !== '').map((line) => line as Split);
  const counts = new Map<number, number>();
  for (const { at } of both) counts.set(at, (counts.get(at) ?? 0) + 1);
  const [best] = [...counts].filter(([at]) => at >= NEAREST).sort((a, b) => b[1] - a[1]);
  if (!best) return null;
  const right = both.filter((line) => begins(line, best[0])).length;
  return right >= LEAST_LINES && right >= both.length * LEAST_SHARE ? best[0] : null;
}

const begins = ({ at, slack }: Split, gutter: number): boolean => at >= gutter - 1 && at - slack <= gutter + INDENT + 1;

/** A line of the two columns: it has a right piece there, or ends before the gutter. */
function isWithin(line: Split, gutter: number): boolean {
  return line.right === '' ? widthOf(line.left.trimEnd()) <= gutter : begins(line, gutter);
}

function isAboutWho(text: string): boolean {
  const { names } = parseUnitNames(text);
  return isTimeLimit(text) || (names.length > 0 && names.every((name) => surelyUnit(name) || isTimeLimit(name)));
}

type Kind = 'running' | 'who';

function kindOf(lines: readonly Split[], gutter: number): Kind | null {
  const both = lines.filter(({ left, right }) => left.trim() !== '' && right !== '');
  if (both.length < LEAST_LINES) return null;
  if (both.filter(({ right }) => isAboutWho(right)).length >= both.length * LEAST_SHARE) return 'who';
  const widest = Math.max(...both.map(({ right }) => widthOf(right)));
  const filled = both.filter(({ left, right }) => widthOf(left) >= gutter * FILLED && widthOf(right) >= widest * FILLED).length;
  return widest >= gutter * FILLED && filled >= both.length * 0.5 ? 'running' : null;
}

interface Numbered extends Split {
  no: number;
}

const line = (no: number, text: string): SourceLine => ({ no, text: cleanLine(text) });

/** Who does it and by when, as other papers write it behind the words: in brackets. */
function bracketed(lines: readonly Numbered[]): SourceLine[] {
  const [first] = lines;
  if (!first) return [];
  const times = lines.filter(({ right }) => isTimeLimit(right)).map(({ right }) => right);
  const units = lines.filter(({ right }) => !isTimeLimit(right)).map(({ right }) => right.replace(/[、，,；;]$/, ''));
  return [{ no: first.no, more: lines.slice(1).map(({ no }) => no), text: `（${[units.join('、'), ...times].filter((text) => text !== '').join('；')}）` }];
}

/** Left before right: of the whole stretch, or point by point. */
function ordered(lines: readonly Numbered[], kind: Kind): SourceLine[] {
  const blocks: Numbered[][] = [];
  for (const each of lines) {
    const open = blocks.at(-1);
    if (!open || (kind === 'who' && parseMark(each.left.trim()) !== null)) blocks.push([each]);
    else open.push(each);
  }
  return blocks.flatMap((block) => {
    const right = block.filter(({ right: text }) => text !== '');
    const left = block.filter(({ left: text, right: beside }) => text !== '' || beside === '').map(({ no, left: text }) => line(no, text));
    return [...left, ...(kind === 'who' ? bracketed(right) : right.map(({ no, right: text }) => line(no, text)))];
  });
}

/** The lines of a text in the order in which they are read; those in columns one column after the other. */
export function withoutColumns(lines: readonly SourceLine[], text: string): SourceLine[] {
  const raw = text.split(/\r\n|\n|\r|\u2028|\u2029/).map((each) => (isFurniture(each.trim()) ? { left: '', right: '', at: Infinity, slack: 0 } : splitLine(each)));
  const gutter = gutterOf(raw);
  if (gutter === null) return [...lines];
  const moved = new Map<number, SourceLine[]>();
  let stretch: Numbered[] = [];
  const close = (): void => {
    while (stretch.length > 0 && stretch.at(-1)?.right === '') stretch.pop();
    const kind = kindOf(stretch, gutter);
    if (kind) {
      const inOrder = ordered(stretch, kind);
      stretch.forEach(({ no }, i) => moved.set(no, i === 0 ? inOrder : []));
    }
    stretch = [];
  };
  raw.forEach((each, i) => {
    if (each === null || !isWithin(each, gutter)) return close();
    // Text above the columns is no part of them.
    if (stretch.length > 0 || each.right !== '') stretch.push({ ...each, no: i + 1 });
  });
  close();
  return moved.size === 0 ? [...lines] : lines.flatMap((each) => moved.get(each.no) ?? [each]);
}
