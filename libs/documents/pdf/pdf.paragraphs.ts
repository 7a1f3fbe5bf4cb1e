import { parseMark } from '../grammar/mark.parse';
import { readHeader } from '../readers/table.columns';
import type { PrintedLine } from './pdf.lines';

/** Where the text of a paper begins and ends on its lines. */
export interface Measure {
  left: number;
  right: number;
}

/** In characters. */
const SHORT_BY = 2.3;
const INDENT = 1.2;
const OTHER_SIZE = 0.15;

/** The measure of the running text: the lines that stand furthest out, but for the odd one. */
export function measureOf(lines: readonly PrintedLine[]): Measure {
  const at = (values: number[], share: number): number => values.sort((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;
  return { left: at(lines.map((line) => line.left), 0.05), right: at(lines.map((line) => line.right), 0.95) };
}

const isHeading = (text: string): boolean => / {2,}/.test(text) && readHeader(text.split(/ {2,}/)) !== null;

/** Whether a line goes on in the next: it is full, and the next is neither indented nor numbered nor the heading of a table nor of another size. */
export function goesOn(line: PrintedLine, next: PrintedLine, measure: Measure): boolean {
  return (
    (line.column ?? measure).right - line.right < line.size * SHORT_BY &&
    next.left - (next.column ?? measure).left < next.size * INDENT &&
    parseMark(next.text) === null &&
    !isHeading(next.text) &&
    Math.abs(line.size - next.size) <= line.size * OTHER_SIZE
  );
}


