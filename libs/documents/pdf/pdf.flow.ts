import { findHeading, linesOfChunks } from './pdf.columns';
import type { Chunk } from './pdf.page';

/** Running text that a page sets in two columns: put one below the other, as it is read. */

const LEAST_LINES = 6;
/** In shares of the text's width: where the right column may begin. */
const MIDDLE = [0.35, 0.65] as const;
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
function gutterOf(chunks: readonly Chunk[], left: number, right: number): number | null {
  const starts = new Map<number, number>();
  for (const chunk of chunks) {
    const share = (chunk.left - left) / (right - left);
    if (share >= MIDDLE[0] && share <= MIDDLE[1]) starts.set(Math.round(chunk.left), (starts.get(Math.round(chunk.left)) ?? 0) + 1);
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

/** The pieces of a page in the order of reading: right columns moved below the left ones, and what follows further down; `added` is how much longer it got. */
export function inOneColumn(chunks: Chunk[]): { chunks: Chunk[]; added: number } {
  const left = Math.min(...chunks.map((chunk) => chunk.left));
  const right = Math.max(...chunks.map((chunk) => chunk.right));
  const gutter = chunks.length < LEAST_LINES * 2 ? null : gutterOf(chunks, left, right);
  if (gutter === null || findHeading(chunks) !== null) return { chunks, added: 0 };
  let moved = [...chunks];
  let shift = 0;
  for (const { top, bottom, chunks: own } of stretchesOf(chunks, gutter)) {
    const first = own.filter((chunk) => chunk.left < gutter - NEAR);
    const second = own.filter((chunk) => chunk.left >= gutter - NEAR);
    const [isFirst, isSecond] = [new Set(first), new Set(second)];
    const end = Math.max(...first.map((chunk) => chunk.right));
    if (!isFilled(linesOfChunks(first), left, end) || !isFilled(linesOfChunks(second), gutter, right)) continue;
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
  return { chunks: moved, added: shift };
}
