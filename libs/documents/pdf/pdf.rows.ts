import { parseMark, MARK_LEVELS } from '../grammar/mark.parse';
import { isNumberCell, isSumLabel } from '../readers/table.row';
import { printedLines, type PrintedLine } from './pdf.lines';
import type { Chunk } from './pdf.page';

/** Where the rows of a table lie that no lines part. */
export interface Band {
  /** Bases of its first and last line, and of the line with its number. */
  top: number;
  bottom: number;
  anchor: number;
}

interface Line extends Omit<PrintedLine, 'column'> {
  column: number;
}

const NEAR = 0.35;

function linesOf(columns: readonly (readonly Chunk[])[]): Line[] {
  return columns.flatMap((chunks, column) => printedLines(chunks).map((line) => ({ ...line, column }))).sort((a, b) => a.base - b.base);
}

/** Rows whose cells all begin at the top: from one number to the next. */
function fromTop(lines: readonly Line[], anchors: readonly Line[]): Band[] {
  const first = lines.filter(({ base }) => base < (anchors[0]?.base ?? 0) - (anchors[0]?.size ?? 0) * NEAR);
  const rest = first.length > 0 ? [{ top: first[0]?.base ?? 0, bottom: first.at(-1)?.base ?? 0, anchor: first[0]?.base ?? 0 }] : [];
  return [
    ...rest,
    ...anchors.map((anchor, k): Band => {
      const until = (anchors[k + 1]?.base ?? Infinity) - anchor.size * NEAR;
      const within = lines.filter(({ base }) => base >= anchor.base - anchor.size * NEAR && base < until);
      return { top: anchor.base, bottom: within.at(-1)?.base ?? anchor.base, anchor: anchor.base };
    }),
  ];
}

/** Rows whose cells stand around their middle: a row reaches as far below its number as above it. */
function aroundMiddle(lines: readonly Line[], anchors: readonly Line[]): Band[] {
  const bands: Band[] = [];
  let from = -Infinity;
  anchors.forEach((anchor, k) => {
    const slack = anchor.size * NEAR;
    const first = lines.find(({ base }) => base > from);
    const top = Math.min(first?.base ?? anchor.base, anchor.base);
    const next = anchors[k + 1]?.base ?? Infinity;
    const below = lines.filter(({ base }) => base >= top - slack && base <= 2 * anchor.base - top + slack && base < next - slack);
    const bottom = k === anchors.length - 1 ? (lines.at(-1)?.base ?? anchor.base) : Math.max(anchor.base, below.at(-1)?.base ?? anchor.base);
    bands.push({ top, bottom, anchor: anchor.base });
    from = bottom + slack;
  });
  return bands;
}

/** How many cells of the bands stand as they would: at the top of their row, or around its middle. */
function fits(lines: readonly Line[], bands: readonly Band[], middle: boolean): number {
  let right = 0;
  for (const band of bands) {
    const within = lines.filter(({ base, size }) => base >= band.top - size * NEAR && base <= band.bottom + size * NEAR);
    for (const column of new Set(within.map((line) => line.column))) {
      const own = within.filter((line) => line.column === column);
      const [first, last] = [own[0], own.at(-1)];
      if (!first || !last) continue;
      const stands = middle ? (first.base + last.base) / 2 : first.base;
      if (Math.abs(stands - band.anchor) <= first.size * NEAR) right += 1;
    }
  }
  return right;
}

/** How far apart the lines of one cell stand: what occurs often among the least distances within columns. */
function leadingOf(lines: readonly Line[]): number | null {
  const gaps = [...new Set(lines.map(({ column }) => column))].flatMap((column) => {
    const own = lines.filter((line) => line.column === column);
    return own.slice(1).map((line, i) => line.base - (own[i]?.base ?? 0)).filter((gap) => gap > line0(own) * 0.9 && gap < line0(own) * 2.2);
  });
  gaps.sort((x, y) => x - y);
  return gaps.find((gap) => gaps.filter((other) => Math.abs(other - gap) < 0.8).length >= Math.max(2, gaps.length * LEAST_OFTEN)) ?? null;
}

const line0 = (lines: readonly Line[]): number => lines[0]?.size ?? 0;
const LEAST_OFTEN = 0.15;

/** Sets of lines that must be in one row: lines of a cell stand as close as lines do, cells of a row overlap. */
function clumps(lines: readonly Line[]): Line[][] {
  const leading = leadingOf(lines);
  const blocks: Line[][] = [];
  for (const column of new Set(lines.map((line) => line.column))) {
    let open: Line[] = [];
    for (const line of lines.filter((each) => each.column === column)) {
      const before = open.at(-1);
      if (before && leading !== null && line.base - before.base <= leading + 1) open.push(line);
      else blocks.push((open = [line]));
    }
  }
  const found: { bottom: number; within: Line[] }[] = [];
  for (const block of blocks.sort((x, y) => (x[0]?.base ?? 0) - (y[0]?.base ?? 0))) {
    const [first, last] = [block[0], block.at(-1)];
    if (!first || !last) continue;
    const into = found.at(-1);
    if (into && first.base <= into.bottom + first.size * 0.2) {
      into.within.push(...block);
      into.bottom = Math.max(into.bottom, last.base);
    } else found.push({ bottom: last.base, within: [...block] });
  }
  return found.map(({ within }) => within.sort((x, y) => x.base - y.base));
}

const bandOf = (lines: readonly Line[], anchor?: Line): Band => ({ top: lines[0]?.base ?? 0, bottom: lines.at(-1)?.base ?? 0, anchor: (anchor ?? lines[0])?.base ?? 0 });

/** Without a column of numbers the ordinals that cells of the first column begin with; those of the first one's level and above. */
function byOrdinals(lines: readonly Line[]): (line: Line) => boolean {
  const depthOf = ({ column, text }: Line): number => {
    const mark = column === 0 ? parseMark(text) : null;
    return mark === null ? Infinity : MARK_LEVELS.indexOf(mark.level);
  };
  const marked = lines.map(depthOf).filter((depth) => depth < Infinity);
  const rows = marked.find((depth) => marked.filter((other) => other === depth).length > 1) ?? -1;
  return (line) => depthOf(line) <= rows;
}

/**
 * The rows of a table by the pieces of its columns: what hangs together is a row; where several numbers hang together, rows are parted by these.
 *
 * @param numberAt the column of numbers, -1 where there is none
 */
export function bandsOf(columns: readonly (readonly Chunk[])[], numberAt: number): { bands: Band[]; middle: boolean } {
  const lines = linesOf(columns);
  const isAnchor = numberAt < 0 ? byOrdinals(lines) : ({ column, text }: Line): boolean => column === numberAt && (isNumberCell(text) || isSumLabel(text));
  const together = clumps(lines);
  // Where cells of rows touch each other all over, numbers alone part them; the first of them tells how cells stand.
  const [top, middle] = [fromTop(lines, lines.filter(isAnchor)), aroundMiddle(lines, lines.filter(isAnchor))];
  const isMiddle = fits(lines, middle, true) > fits(lines, top, false);
  const bands = together.flatMap((clump) => {
    const anchors = clump.filter(isAnchor);
    if (anchors.length <= 1) return [bandOf(clump, anchors[0])];
    return isMiddle ? aroundMiddle(clump, anchors) : fromTop(clump, anchors);
  });
  return { bands, middle: isMiddle };
}

/**
 * The bands that each block of a merged cell goes over, where its words stand around their middle: the first from the top as far as it reaches
 * below its words, and so on. Null where the blocks do not lie so.
 */
export function mergedBands(blocks: readonly { top: number; bottom: number; size: number }[], bands: readonly Band[]): number[][] | null {
  const [head, row] = [blocks[0], bands[0]];
  // They stand at the top of their rows: what follows is carried down.
  if (!head || !row || (bands.length > 1 && Math.abs(head.top - row.top) <= head.size * NEAR)) return null;
  const hangs = (block: { top: number; bottom: number; size: number }): boolean => bands.some((band) => Math.abs(band.top - block.top) <= block.size * NEAR && band.bottom - band.top > block.bottom - block.top + block.size);
  if (blocks.some(hangs)) return null;
  const groups: number[][] = [];
  let from = 0;
  for (const block of blocks) {
    const first = bands[from];
    if (!first) return null;
    const middle = (block.top + block.bottom) / 2;
    const end = 2 * middle - first.top + block.size;
    const group = bands.flatMap((band, i) => (i >= from && (i === from || band.bottom <= end) ? [i] : []));
    const last = bands[group.at(-1) ?? -1];
    if (!last || Math.abs((first.top + last.bottom) / 2 - middle) > block.size * 1.5) return null;
    groups.push(group);
    from += group.length;
  }
  return from === bands.length ? groups : null;
}

/** Lines of a column that stand close together. */
export function blocksOf(chunks: readonly Chunk[]): { text: string; top: number; bottom: number; size: number }[] {
  const blocks: { text: string; top: number; bottom: number; size: number }[] = [];
  for (const { text, base, size } of printedLines(chunks)) {
    const last = blocks.at(-1);
    if (last && base - last.bottom <= size * 1.6) {
      last.text += text;
      last.bottom = base;
    } else blocks.push({ text, top: base, bottom: base, size });
  }
  return blocks;
}
