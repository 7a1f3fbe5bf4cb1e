import { goOn, openTables, type OpenTable } from '../pdf/pdf.open-table';
import type { Chunk } from '../pdf/pdf.page';
import { cleanLine, isFurniture, type SourceLine } from '../text/source.lines';
import type { Paper } from '../text/paper';
import { bySpaces, isWholeRow } from './spaced.columns';
import { readHeader, type Header } from './table.columns';

/** Tables of plain text whose columns stand apart by blanks and whose cells are wrapped: read like the print that such a text copies. */

/** A wide character is this wide and high, a narrow one half of it; a line stands so far below the one before. */
const SIZE = 10;
const LINE = 12;
/** Lines that are read at once, to a blank line where there is one: what is looked for within them is not looked for in the whole text. */
const WINDOW = 60;
const LONGEST_WINDOW = 240;
/** Where more of the first lines are whole rows, no cell is wrapped. */
const MOST_WHOLE = 0.7;

const NARROW = /[\u0000-\u00ff]/;
const widthOf = (text: string): number => [...text].reduce((sum, char) => sum + (NARROW.test(char) ? SIZE / 2 : SIZE), 0);

/** The pieces of a line that runs of blanks part, each where it stands. */
function piecesOf(line: string, no: number): Chunk[] {
  return [...line.matchAll(/[^\s\u3000]+(?:[ ](?! |\u3000)[^\s\u3000]+)*/g)].map((match) => {
    const left = widthOf(line.slice(0, match.index));
    return { text: cleanLine(match[0]), left, right: left + widthOf(match[0]), base: no * LINE, size: SIZE };
  });
}

function headingOf(line: string): Header | null {
  const text = cleanLine(line);
  if (text.includes('\t') || text.includes('|')) return null;
  const cells = bySpaces(text);
  const header = cells.length >= 2 ? readHeader(cells) : null;
  return header && (cells.length > 2 || !header.columns.includes(null)) ? header : null;
}

function isWrapped(lines: readonly string[], header: Header): boolean {
  const first = lines.slice(0, WINDOW).map(cleanLine).filter((text) => text !== '' && !isFurniture(text));
  return header.columns.length === 2 || first.filter((text) => isWholeRow(text, header)).length < first.length * MOST_WHOLE;
}

/** From and to of each stretch that is read at once. */
function windowsOf(lines: readonly string[]): [from: number, to: number][] {
  const windows: [number, number][] = [];
  for (let from = 0; from < lines.length; ) {
    let to = Math.min(lines.length, from + WINDOW);
    while (to < lines.length && to < from + LONGEST_WINDOW && cleanLine(lines[to] ?? '') !== '') to += 1;
    windows.push([from, to]);
    from = to;
  }
  return windows;
}

/** The rows of a table as lines with tabs; each stands where its first line stood. */
function linesOf(table: OpenTable): SourceLine[] {
  const heading = { from: table.heading.chunks, cells: table.rows.length > table.bands.length ? table.rows[0] : undefined };
  const rows = table.rows.slice(-table.bands.length).map((cells, i) => ({ cells, top: table.bands[i]?.top ?? 0, bottom: table.bands[i]?.bottom ?? 0 }));
  const top = Math.min(...heading.from.map(({ base }) => base));
  return [...(heading.cells ? [{ cells: heading.cells, top, bottom: table.heading.bottom }] : []), ...rows].map(({ cells, top: from, bottom }) => {
    const [no, last] = [Math.round(from / LINE), Math.round(bottom / LINE)];
    return { no, text: cells.map(({ text }) => text.replace(/\t/g, ' ')).join('\t'), more: Array.from({ length: last - no }, (_, i) => no + i + 1) };
  });
}

/** The tables from one heading to the next, by windows. */
function tablesOf(lines: readonly string[], first: number): OpenTable[] {
  const tables: OpenTable[] = [];
  let before: OpenTable | null = null;
  for (const [from, to] of windowsOf(lines)) {
    const pieces = lines.slice(from, to).flatMap((line, i) => (isFurniture(line.trim()) ? [] : piecesOf(line, first + from + i)));
    const found: OpenTable[] = from === 0 ? openTables(pieces).slice(0, 1) : before ? [goOn(before.heading, pieces)].filter((table) => table !== null) : [];
    tables.push(...found);
    before = found.at(-1)?.open ? (found.at(-1) ?? null) : null;
    if (before === null) break;
  }
  return tables;
}

/**
 * The paper with the wrapped rows of its tables as lines of cells.
 *
 * @param text the paper's own text, whose blanks say where words stand
 */
export function withPrintedTables(paper: Paper, text: string): Paper {
  const raw = text.split(/\r\n|\n|\r|\u2028|\u2029/);
  const headings = raw.flatMap((line, i) => {
    const header = line.length < 400 && /\S(?: {2}|\u3000)/.test(line) ? headingOf(line) : null;
    return header ? [{ at: i, header }] : [];
  });
  const rows = new Map<number, SourceLine>();
  const used = new Set<number>();
  headings.forEach(({ at, header }, i) => {
    const lines = raw.slice(at, headings[i + 1]?.at ?? raw.length);
    if (!isWrapped(lines.slice(1, WINDOW + 1), header)) return;
    for (const line of tablesOf(lines, at + 1).flatMap(linesOf)) {
      rows.set(line.no, line);
      for (const no of [line.no, ...(line.more ?? [])]) used.add(no);
    }
  });
  if (rows.size === 0) return paper;
  return { ...paper, lines: paper.lines.flatMap((line) => rows.get(line.no) ?? (used.has(line.no) && line.text !== '' && !isFurniture(line.text) ? [] : [line])) };
}
