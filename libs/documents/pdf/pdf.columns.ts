import { readHeader, type Header } from '../readers/table.columns';
import { printedLines } from './pdf.lines';
import type { Chunk } from './pdf.page';

/** Columns of a table that no lines part, as the words of its heading lie on the page. */
export interface OpenHeading {
  header: Header;
  /** From the left: how far the words of each heading reach. */
  extents: { left: number; right: number }[];
  chunks: Chunk[];
  top: number;
  /** Base of its last line. */
  bottom: number;
}

/** In characters: pieces of one heading stand closer than this, and its lines above each other. */
const WORD_GAP = 0.6;
const LINE_GAP = 2;
const MOST_LINES = 4;
/** Two are a table where both are known words. */
const LEAST_COLUMNS = 2;
const SURE_COLUMNS = 3;

/** Pieces that stand on one line, from the top. */
export function linesOfChunks(chunks: readonly Chunk[]): Chunk[][] {
  const lines: Chunk[][] = [];
  for (const chunk of [...chunks].sort((a, b) => a.base - b.base || a.left - b.left)) {
    const last = lines.at(-1)?.[0];
    if (last && Math.abs(last.base - chunk.base) <= Math.min(last.size, chunk.size) * 0.3) lines.at(-1)?.push(chunk);
    else lines.push([chunk]);
  }
  return lines;
}

/** Pieces that lie above each other or side by side without a gap are one cell. */
function cellsOf(chunks: readonly Chunk[]): Chunk[][] {
  const cells: { right: number; within: Chunk[] }[] = [];
  for (const chunk of [...chunks].sort((a, b) => a.left - b.left)) {
    const last = cells.at(-1);
    if (last && chunk.left <= last.right + chunk.size * WORD_GAP) {
      last.within.push(chunk);
      last.right = Math.max(last.right, chunk.right);
    } else cells.push({ right: chunk.right, within: [chunk] });
  }
  return cells.map(({ within }) => within);
}

function headingOf(chunks: readonly Chunk[]): OpenHeading | null {
  const cells = cellsOf(chunks);
  if (cells.length < LEAST_COLUMNS) return null;
  const header = readHeader(cells.map((cell) => printedLines(cell).map(({ text }) => text).join('')));
  if (header === null || (cells.length < SURE_COLUMNS && header.columns.includes(null))) return null;
  const extents = cells.map((cell) => ({ left: Math.min(...cell.map(({ left }) => left)), right: Math.max(...cell.map(({ right }) => right)) }));
  return { header, extents, chunks: [...chunks], top: Math.min(...chunks.map(({ base, size }) => base - size)), bottom: Math.max(...chunks.map(({ base }) => base)) };
}

const known = ({ header }: OpenHeading): number => header.columns.filter((column) => column !== null).length;

/** The first heading of a table among pieces of a page: its words may stand on several lines. Null where there is none. */
export function findHeading(chunks: readonly Chunk[]): OpenHeading | null {
  const lines = linesOfChunks(chunks);
  for (let from = 0; from < lines.length; from += 1) {
    let best: OpenHeading | null = null;
    for (let to = from; to < Math.min(lines.length, from + MOST_LINES); to += 1) {
      const [above, line] = [lines[to - 1]?.[0], lines[to]?.[0]];
      if (to > from && above && line && line.base - above.base > line.size * LINE_GAP) break;
      const heading = headingOf(lines.slice(from, to + 1).flat());
      if (heading && (best === null || known(heading) > known(best))) best = heading;
    }
    if (best) return best;
  }
  return null;
}

/** The column that each piece below a heading is in; `end` is where text begins that runs over several columns, and so is no cell. */
export function columnsOfPieces(heading: Pick<OpenHeading, 'extents'>, chunks: readonly Chunk[]): { at: Map<Chunk, number>; end: number } {
  const { extents } = heading;
  const touched = (chunk: Chunk): number[] => extents.flatMap(({ left, right }, i) => (chunk.left < right && chunk.right > left ? [i] : []));
  const wide = chunks.filter((chunk) => touched(chunk).length > 1);
  const end = Math.min(Infinity, ...wide.map(({ base, size }) => base - size * 0.5));
  const within = chunks.filter(({ base }) => base < end);
  const at = new Map<Chunk, number>();
  for (const chunk of within) {
    const [column] = touched(chunk);
    if (column !== undefined) at.set(chunk, column);
  }
  // What lies under no heading goes with what begins where it begins or goes on from what stands right before it, else with the nearest heading.
  for (const chunk of within) {
    if (at.has(chunk)) continue;
    const before = within.find((other) => at.has(other) && Math.abs(other.base - chunk.base) < chunk.size * 0.3 && Math.abs(chunk.left - other.right) < chunk.size * 0.3);
    const like = before ?? within.find((other) => at.has(other) && Math.abs(other.left - chunk.left) < 2);
    const distance = ({ left, right }: { left: number; right: number }): number => Math.max(left - chunk.right, chunk.left - right, 0);
    const nearest = extents.reduce((best, extent, i) => (distance(extent) < distance(extents[best] ?? extent) ? i : best), 0);
    at.set(chunk, like ? (at.get(like) ?? nearest) : nearest);
  }
  return { at, end };
}
