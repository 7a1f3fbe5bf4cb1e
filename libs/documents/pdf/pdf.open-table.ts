import type { GridCell } from '../readers/table.grid';
import { NOTE_LINE } from '../readers/table.row';
import { isFurniture } from '../text/source.lines';
import { columnsOfPieces, findHeading, linesOfChunks, type OpenHeading } from './pdf.columns';
import type { DrawnTable } from './pdf.grid';
import { boxText, printedLines, widestLine } from './pdf.lines';
import type { Chunk } from './pdf.page';
import { bandsOf, blocksOf, mergedBands, type Band } from './pdf.rows';

/** Tables that no lines part: columns and rows by where the words stand, under a heading that the vocabulary knows. */

/** In characters: text so far below the last line is no row any more. */
const FARTHEST = 4;
const LEAST_ROWS = 2;

interface Body {
  columns: Chunk[][];
  chunks: Set<Chunk>;
  bottom: number;
  /** Text goes on behind it on the same page. */
  ended: boolean;
}

/** What stands below the heading, up to a note, a page number, or text over several columns. */
function bodyOf(heading: Pick<OpenHeading, 'extents'>, below: readonly Chunk[], from: number): Body | null {
  let end = Infinity;
  let last = from;
  for (const line of linesOfChunks(below)) {
    const [first] = line;
    if (!first) continue;
    const [words] = printedLines(line);
    if (words && (NOTE_LINE.test(words.text) || isFurniture(words.text)) && line.length <= 3 && !heading.extents.some(({ left }, i) => i > 0 && words.left >= left)) end = first.base - first.size * 0.5;
    if (first.base - last > first.size * FARTHEST && last > from) end = first.base - first.size * 0.5;
    if (end < Infinity) break;
    last = first.base;
  }
  const near = below.filter(({ base }) => base < end);
  const { at, end: wide } = columnsOfPieces(heading, near);
  const within = near.filter((chunk) => at.has(chunk) && chunk.base < wide);
  if (within.length === 0) return null;
  const columns = heading.extents.map((_, column) => within.filter((chunk) => at.get(chunk) === column));
  return { columns, chunks: new Set(within), bottom: Math.max(...within.map(({ base }) => base)), ended: within.length < below.length };
}

const cell = (text: string, down = false): GridCell => ({ text, down, across: false });

/** Categories that go over several rows stand once, around the middle of these. */
function withMergedCategories(rows: GridCell[][], chunks: readonly Chunk[], column: number, bands: readonly Band[]): void {
  const blocks = blocksOf(chunks);
  if (blocks.length === 0 || blocks.length >= bands.length) return;
  const groups = mergedBands(blocks, bands);
  if (groups === null) return;
  groups.forEach((group, i) => group.forEach((row, at) => rows[row]?.splice(column, 1, cell(blocks[i]?.text ?? '', at > 0))));
}

function rowsOf({ header }: OpenHeading, { columns }: Body): { rows: GridCell[][]; bands: readonly Band[] } {
  const { bands, middle } = bandsOf(columns, header.columns.indexOf('number'));
  const rooms = columns.map(widestLine);
  const bandOf = ({ base, size }: Chunk): number => {
    const inside = bands.findIndex(({ top, bottom }) => base >= top - size * 0.35 && base <= bottom + size * 0.35);
    if (inside >= 0) return inside;
    const after = bands.findIndex(({ top }) => top > base);
    return Math.max(0, (after < 0 ? bands.length : after) - 1);
  };
  const rows = bands.map((_, row) => columns.map((chunks, column) => cell(boxText(chunks.filter((chunk) => bandOf(chunk) === row), rooms[column] ?? 0))));
  const category = header.columns.indexOf('category');
  if (middle && category >= 0) withMergedCategories(rows, columns[category] ?? [], category, bands);
  return { rows, bands };
}

export interface OpenTable extends DrawnTable {
  heading: OpenHeading;
  /** Nothing stands below it on its page: it may go on on the next. */
  open: boolean;
  /** From where to where each row below the heading reaches. */
  bands: readonly Pick<Band, 'top' | 'bottom'>[];
}

/** A table that goes on from the page before, without a heading of its own. */
export function goOn(heading: OpenHeading, chunks: readonly Chunk[]): OpenTable | null {
  const body = bodyOf(heading, chunks, -Infinity);
  if (!body) return null;
  const { rows, bands } = rowsOf(heading, body);
  const filled = rows.filter((row) => row.filter(({ text }) => text !== '').length >= 2);
  return filled.length === 0 ? null : { top: Math.min(...[...body.chunks].map(({ base, size }) => base - size)), bottom: body.bottom, columns: edgesOf(heading), rows, chunks: body.chunks, heading, open: !body.ended, bands };
}

const edgesOf = ({ extents }: OpenHeading): number[] => extents.map(({ left }) => left);

/** The tables of a page's free pieces, from the top. */
export function openTables(chunks: readonly Chunk[]): OpenTable[] {
  const tables: OpenTable[] = [];
  let rest = [...chunks];
  for (let heading = findHeading(rest); heading; heading = findHeading(rest)) {
    const { bottom, chunks: own } = heading;
    const below = rest.filter(({ base }) => base > bottom + 1);
    const body = bodyOf(heading, below, bottom);
    const { rows, bands } = body ? rowsOf(heading, body) : { rows: [], bands: [] };
    rest = below.filter((chunk) => !body?.chunks.has(chunk));
    if (!body || rows.length < LEAST_ROWS) continue;
    const head = heading.header.headings.map((text) => cell(text));
    tables.push({ top: heading.top, bottom: body.bottom, columns: edgesOf(heading), rows: [head, ...rows], chunks: new Set([...own, ...body.chunks]), heading, open: !body.ended, bands });
  }
  return tables;
}
