import { beginsAnew } from '../grammar/label.forms';
import { isTimeLimit } from '../grammar/deadline.parse';
import { looksLikeUnit } from '../grammar/unit.shape';
import type { Chunk } from './pdf.page';

/** A line of text as it is printed. */
export interface PrintedLine {
  text: string;
  left: number;
  right: number;
  base: number;
  size: number;
  /** From where to where the lines of its column reach, on a page of several. */
  column?: { left: number; right: number };
}

/** In characters: how far apart pieces may stand and still be one word, and from where on they are columns. */
const WORD_GAP = 0.15;
const SPACE_GAP = 0.6;
const COLUMN_GAP = 1.5;

/** Between Chinese characters, or these and figures, typesetting leaves room that nobody wrote. */
function glue(before: string, after: string, gap: number): string {
  if (gap >= COLUMN_GAP) return '  ';
  const latin = /[A-Za-z0-9,.;:%)]$/.test(before) && /^[A-Za-z0-9(]/.test(after);
  return gap >= (latin ? WORD_GAP : SPACE_GAP) ? ' ' : '';
}

/** Puts pieces that stand on one line together, lines from top to bottom. */
export function printedLines(chunks: readonly Chunk[]): PrintedLine[] {
  const rows: Chunk[][] = [];
  for (const chunk of [...chunks].sort((a, b) => a.base - b.base || a.left - b.left)) {
    const last = rows.at(-1);
    const first = last?.[0];
    if (last && first && Math.abs(first.base - chunk.base) <= Math.min(first.size, chunk.size) * 0.5) last.push(chunk);
    else rows.push([chunk]);
  }
  return rows.map(lineOf);
}

function lineOf(row: readonly Chunk[]): PrintedLine {
  const ordered = [...row].sort((a, b) => a.left - b.left);
  let text = '';
  let right = -Infinity;
  for (const chunk of ordered) {
    // Bold type is at times made by printing twice.
    if (right - chunk.left > (chunk.right - chunk.left) * 0.8 && text.endsWith(chunk.text)) continue;
    text += text === '' ? chunk.text : `${glue(text, chunk.text, (chunk.left - right) / chunk.size)}${chunk.text}`;
    right = Math.max(right, chunk.right);
  }
  const letters = ordered.reduce((sum, chunk) => sum + chunk.text.length, 0);
  const size = ordered.reduce((sum, chunk) => sum + chunk.size * chunk.text.length, 0) / Math.max(letters, 1);
  return { text: text.trim(), left: ordered[0]?.left ?? 0, right, base: ordered[0]?.base ?? 0, size, ...(ordered[0]?.column ? { column: ordered[0].column } : {}) };
}

/** Joins the two sides of a line end that typesetting made. */
export function joinWrapped(before: string, after: string): string {
  return /[A-Za-z,.;:]$/.test(before) && /^[A-Za-z]/.test(after) ? `${before} ${after}` : `${before}${after}`;
}

/** In points: what a cell leaves free at its sides is rarely more. */
const PADDING = 7;
/** What typesetting never parts: a number, and signs with the character before or behind them. */
const UNPARTED = /^(?:[（(“《【「]*(?:[A-Za-z0-9.,:%~+-]+|.)[，。、；：！？）)”》】」%％]*)/;

const widthOfText = (text: string, size: number): number => [...text].reduce((sum, char) => sum + (char < '\u007f' ? size * 0.55 : size), 0);

/** How wide the widest line of a box is printed; a mark at its end may hang over. */
export function widestLine(chunks: readonly Chunk[]): number {
  return Math.max(0, ...printedLines(chunks).map((line) => line.right - line.left - (/[，。、；：）]$/.test(line.text) ? line.size : 0)));
}

/** By when stands below the units that fill their line. */
const beginsTime = (before: string, line: string): boolean => isTimeLimit(line) && looksLikeUnit(before.split(/[、，,；;\n]/).at(-1) ?? '');

/**
 * Words of a box: a line goes on in the next where what that begins with had no room in it.
 *
 * @param room how wide a line may be
 */
export function boxText(chunks: readonly Chunk[], room: number): string {
  let text = '';
  let before: PrintedLine | null = null;
  for (const line of printedLines(chunks)) {
    const next = widthOfText(UNPARTED.exec(line.text)?.[0] ?? '', line.size);
    const full = before !== null && room - (before.right - before.left) < next * 0.95 && !beginsTime(text, line.text) && !beginsAnew(line.text, text);
    text = before === null ? line.text : full ? joinWrapped(text, line.text) : `${text}\n${line.text}`;
    before = line;
  }
  return text.replace(/ {2,}/g, ' ');
}

/** How wide lines of a box may be: as wide as the widest of its column, or as its sides allow. */
export function roomOf(width: number, widest: number): number {
  return Math.max(widest, width - 2 * PADDING);
}
