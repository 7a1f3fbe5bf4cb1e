import { fold } from '../text/fold';
import type { SourceLine } from '../text/source.lines';
import { readHeader } from './table.columns';

/** Tables that set two items or more side by side: 序号 项目 单位 | 序号 项目 单位. Each row is as many rows. */

const LEAST_COLUMNS = 2;

/** How many columns come again and again in a heading; null where they do not. */
export function widthApart(cells: readonly string[]): number | null {
  const words = cells.map((cell) => fold(cell).replace(/\s/g, ''));
  for (let width = LEAST_COLUMNS; width <= words.length / 2; width += 1) {
    if (words.length % width !== 0 || new Set(words.slice(0, width)).size < width) continue;
    if (words.every((word, at) => word !== '' && word === words[at % width]) && readHeader(cells.slice(0, width)) !== null) return width;
  }
  return null;
}

/** The rows that a row holds side by side; those that are blank are left out. */
export function rowsApart(cells: readonly string[], width: number): string[][] {
  const rows: string[][] = [];
  for (let at = 0; at < cells.length; at += width) rows.push(cells.slice(at, at + width));
  return rows.filter((row, at) => at === 0 || row.some((cell) => cell.trim() !== ''));
}

const TABBED = (text: string): string[] | null => (text.includes('\t') ? text.split('\t') : /^\|.*\|$/.test(text) ? text.slice(1, -1).split('|') : null);

/** Lines whose tables stand side by side, one below the other; those of a row share its number. */
export function linesApart(lines: readonly SourceLine[]): SourceLine[] {
  let open: { width: number; columns: number } | null = null;
  return lines.flatMap((line) => {
    const cells = TABBED(line.text);
    if (!cells) return [line];
    const width = widthApart(cells);
    if (width !== null) open = { width, columns: cells.length };
    if (open === null || cells.length !== open.columns) return [line];
    const rows = width === null ? rowsApart(cells, open.width) : [cells.slice(0, open.width)];
    return rows.map((row) => ({ ...line, text: line.text.startsWith('|') ? `|${row.join('|')}|` : row.join('\t') }));
  });
}
