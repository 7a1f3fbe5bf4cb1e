import type { SourceLine } from '../text/source.lines';
import { readHeader, type Header } from './table.columns';
import { isNumberCell } from './table.row';

/** Rows that must follow a heading for its spaces to be taken as columns. */
const LEAST_ROWS = 2;
/** Lines looked at for them: rows may be torn over several lines. */
const WITHIN = 12;

function bySpaces(text: string): string[] {
  return text.includes('\t') ? [text] : text.split(/ {2,}/);
}

/** The line as a row of so many cells; null where it has others. A cell left out in front of the number (a category that goes on) is empty. */
function rowOf(text: string, header: Header): string[] | null {
  const cells = bySpaces(text);
  const wanted = header.columns.length;
  if (cells.length === wanted) return cells;
  const continues = cells.length === wanted - 1 && header.columns[1] === 'number' && isNumberCell(cells[0]);
  return continues ? ['', ...cells] : null;
}

/**
 * Tables whose columns are set by runs of spaces, as tables by tabs: a heading that the vocabulary knows, of three columns or more, with rows
 * of as many cells after it.
 */
export function withTabs(lines: readonly SourceLine[]): SourceLine[] {
  let header: Header | null = null;
  return lines.map((line, i) => {
    const cells = bySpaces(line.text);
    const heading = cells.length >= 3 ? readHeader(cells) : null;
    if (heading) {
      const rows = lines.slice(i + 1, i + 1 + WITHIN).filter((next) => rowOf(next.text, heading) !== null);
      header = rows.length >= LEAST_ROWS ? heading : null;
      return header ? { ...line, text: cells.join('\t') } : line;
    }
    if (header === null || cells.length < 2) return line;
    // A row of other cells than its heading is the table's reader's to judge, and is not taken for prose.
    return { ...line, text: (rowOf(line.text, header) ?? cells).join('\t') };
  });
}
