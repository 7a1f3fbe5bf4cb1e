import type { DraftTarget } from '#libs/supervision/plan/draft';
import { splitOutsideBrackets } from '../grammar/units.list';

/** Lists in one cell, readable for people and exact for machines: what could be misread is written with a backslash. */

function escape(text: string, marks: RegExp): string {
  return text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(marks, '\\$&');
}

function unescape(text: string): string {
  return text.replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char));
}

/** Cuts at an unescaped mark. */
function cut(text: string, mark: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (text.charAt(i) === '\\') i += 1;
    else if (text.charAt(i) === mark) {
      parts.push(text.slice(from, i));
      from = i + 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** 市总工会、各县（市、区）总工会: a 、 inside closed brackets needs no backslash. */
function plain(name: string): boolean {
  return (
    !/[\\\n]/.test(name) &&
    /^[^()（）[\]〔〕［］]*(?:（[^()（）[\]〔〕［］]*）[^()（）[\]〔〕［］]*)*$/.test(name) &&
    splitOutsideBrackets(name, '、').length === 1
  );
}

export function encodeNames(names: readonly string[]): string {
  if (names.every(plain)) return names.join('、');
  return `\\${names.map((name) => escape(name, /、/g)).join('、')}`;
}

/** The leading backslash tells a list that needed escapes, in which brackets mean nothing. */
export function decodeNames(cell: string): string[] {
  if (cell === '') return [];
  return cell.startsWith('\\') ? cut(cell.slice(1), '、').map(unescape) : splitOutsideBrackets(cell, '、');
}

const SEPARATOR = '|';

/** Parts of one line in a cell: a|b|c. */
export function joinCells(parts: readonly string[]): string {
  return parts.map((part) => escape(part, /\|/g)).join(SEPARATOR);
}

export function splitCells(line: string): string[] {
  return cut(line, SEPARATOR).map(unescape);
}

export function encodeTargets(targets: readonly DraftTarget[]): string {
  return targets
    .map(({ metric, comparison, value, unit, text, reckoning }) =>
      joinCells([metric, comparison, String(value), unit, text, ...(reckoning === undefined ? [] : [reckoning])]),
    )
    .join('\n');
}

const COMPARISONS: readonly DraftTarget['comparison'][] = ['>=', '>', '=', '<', '<=', '~'];

const RECKONINGS: readonly (string | undefined)[] = ['stock', 'cumulative', 'yearly'] satisfies DraftTarget['reckoning'][];

/** Null where a line is not in the form metric|comparison|value|unit|words, with how it is reckoned behind them where it says so. */
export function decodeTargets(cell: string): DraftTarget[] | null {
  const targets: DraftTarget[] = [];
  for (const line of cell === '' ? [] : cell.split('\n')) {
    const [metric, sign, value, unit, text, reckoning] = splitCells(line);
    const comparison = COMPARISONS.find((each) => each === sign);
    if (
      metric === undefined ||
      comparison === undefined ||
      unit === undefined ||
      text === undefined ||
      value === undefined ||
      value.trim() === '' ||
      !Number.isFinite(Number(value)) ||
      (reckoning !== undefined && !RECKONINGS.includes(reckoning))
    )
      return null;
    targets.push({ metric, comparison, value: Number(value), unit, text, ...(reckoning === undefined ? {} : { reckoning: reckoning as DraftTarget['reckoning'] }) });
  }
  return targets;
}
