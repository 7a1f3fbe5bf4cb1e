import { parseNumber } from '#libs/supervision/text/numeral';
import { parseMark } from '../grammar/mark.parse';
import { findHeading, linesOfChunks } from './pdf.columns';
import type { Chunk } from './pdf.page';

/** Text that a page sets in two columns or three: put one below the other, as it is read. */

const LEAST_LINES = 6;
/** In shares of the text's width: where the right column may begin. */
const MIDDLE = [0.35, 0.65] as const;
/** Where points go on beside each other: their lines may be short. */
const ANYWHERE = [0.25, 0.8] as const;
/** In shares of a column's width: how far its lines reach, but for the last ones of paragraphs. */
const FILLED = 0.8;
const LEAST_FILLED = 0.5;
/** In points. */
const NEAR = 2;

interface Stretch {
  top: number;
  bottom: number;
  chunks: Chunk[];
}

/** Where the right column begins: the place between the middle of the page at which most lines begin. */
function gutterOf(chunks: readonly Chunk[], left: number, right: number, within: readonly [number, number]): number | null {
  const starts = new Map<number, number>();
  for (const chunk of chunks) {
    const share = (chunk.left - left) / (right - left);
    if (share >= within[0] && share <= within[1]) starts.set(Math.round(chunk.left), (starts.get(Math.round(chunk.left)) ?? 0) + 1);
  }
  const [best] = [...starts].sort((a, b) => b[1] - a[1]);
  return best && best[1] >= LEAST_LINES ? best[0] : null;
}

/** Runs of lines that nothing of crosses the gutter, from the top. */
function stretchesOf(chunks: readonly Chunk[], gutter: number): Stretch[] {
  const stretches: Stretch[] = [];
  let open: Stretch | null = null;
  for (const line of linesOfChunks(chunks)) {
    if (line.some(({ left, right }) => left < gutter - NEAR && right > gutter - NEAR)) {
      open = null;
      continue;
    }
    const tops = line.map(({ base, size }) => base - size);
    const bases = line.map(({ base }) => base);
    if (!open) stretches.push((open = { top: Math.min(...tops), bottom: 0, chunks: [] }));
    open.chunks.push(...line);
    open.bottom = Math.max(...bases);
  }
  return stretches;
}

function isFilled(lines: readonly Chunk[][], left: number, right: number): boolean {
  const full = lines.filter((line) => Math.max(...line.map((chunk) => chunk.right)) - left >= (right - left) * FILLED);
  return lines.length >= LEAST_LINES && full.length >= lines.length * LEAST_FILLED;
}

/** By level the ordinals at the heads of lines, first and last. */
function ordinalsOf(lines: readonly Chunk[][]): Map<string, { first: number; last: number }> {
  const found = new Map<string, { first: number; last: number }>();
  for (const line of lines) {
    const mark = parseMark([...line].sort((a, b) => a.left - b.left).map(({ text }) => text).join(''));
    const number = mark && parseNumber(mark.ordinal);
    if (mark && number !== null) found.set(mark.level, { first: found.get(mark.level)?.first ?? number, last: number });
  }
  return found;
}

/** The ordinals of the left column go on in the right one: points with short lines below them, as lists have them. */
function goesOnBeside(first: readonly Chunk[][], second: readonly Chunk[][]): boolean {
  const before = ordinalsOf(first);
  return first.length >= LEAST_LINES && second.length >= LEAST_LINES && [...ordinalsOf(second)].some(([level, { first: next }]) => before.get(level)?.last === next - 1);
}

interface Flow {
  chunks: Chunk[];
  /** How much longer the page got. */
  added: number;
  /** Lines begin beside each other, and nothing says whether these are columns of text or cells. */
  unsure: boolean;
}

/** The pieces of a page in the order of reading: right columns moved below the left ones, and what follows further down. */
export function inOneColumn(chunks: Chunk[]): Flow {
  let flow: Flow = { chunks, added: 0, unsure: false };
  for (let columns = 2; columns <= MOST_COLUMNS; columns += 1) {
    const near = besideBelow(flow.chunks, MIDDLE);
    const next = near.added > 0 ? near : besideBelow(flow.chunks, ANYWHERE);
    if (next.added === 0) return { ...flow, unsure: columns === 2 && (near.unsure || next.unsure) };
    flow = { chunks: next.chunks, added: flow.added + next.added, unsure: false };
  }
  return flow;
}
const MOST_COLUMNS = 3;

function besideBelow(chunks: Chunk[], within: readonly [number, number]): Flow {
  const left = Math.min(...chunks.map((chunk) => chunk.left));
  const right = Math.max(...chunks.map((chunk) => chunk.right));
  const gutter = chunks.length < LEAST_LINES * 2 ? null : gutterOf(chunks, left, right, within);
  if (gutter === null || findHeading(chunks) !== null) return { chunks, added: 0, unsure: false };
  let moved = [...chunks];
  let shift = 0;
  let unsure = false;
  for (const { top, bottom, chunks: own } of stretchesOf(chunks, gutter)) {
    const first = own.filter((chunk) => chunk.left < gutter - NEAR);
    const second = own.filter((chunk) => chunk.left >= gutter - NEAR);
    const [isFirst, isSecond] = [new Set(first), new Set(second)];
    const end = Math.max(...first.map((chunk) => chunk.right));
    const [firstLines, secondLines] = [linesOfChunks(first), linesOfChunks(second)];
    if (!(within === MIDDLE && isFilled(firstLines, left, end) && isFilled(secondLines, gutter, right)) && !goesOnBeside(firstLines, secondLines)) {
      unsure ||= firstLines.length >= LEAST_LINES && secondLines.length >= LEAST_LINES;
      continue;
    }
    const height = bottom - top + (own[0]?.size ?? 0) * 0.5;
    const [before, behind] = [{ left, right: end }, { left, right: left + right - gutter }];
    const place = new Map<Chunk, Chunk>();
    for (const chunk of chunks) {
      if (isFirst.has(chunk)) place.set(chunk, { ...chunk, base: chunk.base + shift, column: before });
      else if (isSecond.has(chunk)) place.set(chunk, { ...chunk, base: chunk.base + shift + height, left: chunk.left - gutter + left, right: chunk.right - gutter + left, column: behind });
      else if (chunk.base > bottom) place.set(chunk, { ...chunk, base: chunk.base + shift + height });
    }
    moved = chunks.map((chunk, i) => place.get(chunk) ?? moved[i] ?? chunk);
    shift += height;
  }
  return { chunks: moved, added: shift, unsure };
}
