import type { SourceLine } from '../text/source.lines';
import { looksLikeUnit } from '../grammar/unit.shape';
import { parseUnitNames } from '../grammar/units.list';
import { readHeader, sameHeader, type Header } from './table.columns';
import { isNumberCell } from './table.row';

/** Rows that must follow a heading for its spaces to be taken as columns. */
const LEAST_ROWS = 2;
/** Lines looked at for them: rows may be torn over several lines. */
const WITHIN = 12;

export function bySpaces(text: string): string[] {
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

const UNIT_COLUMNS = ['lead', 'participant', 'unmarked'];

/** …办好比武。市总工会、市人社局: words that end in units behind their last sentence. */
function withUnitsApart(cells: readonly string[]): string[] | null {
  const last = cells.at(-1) ?? '';
  const stop = last.lastIndexOf('。');
  const [words, units] = [last.slice(0, stop + 1), last.slice(stop + 1).trim()];
  const { names } = parseUnitNames(units);
  return stop > 0 && names.length > 0 && names.every(looksLikeUnit) ? [...cells.slice(0, -1), words, units] : null;
}

/**
 * A row of numbers, names, words and units whose gaps the print closed: what stands behind its number is parted again at single spaces and before
 * its units. Null where the line does not begin with a number.
 */
function closedUp(text: string, header: Header): string[] | null {
  const numberAt = header.columns.indexOf('number');
  const wanted = header.columns.length;
  if (numberAt < 0 || numberAt > 1 || header.columns.lastIndexOf('content') !== wanted - 2 || !UNIT_COLUMNS.includes(header.columns.at(-1) ?? '')) return null;
  let cells = bySpaces(text);
  if (numberAt === 1 && isNumberCell(cells[0])) cells = ['', ...cells];
  if (!isNumberCell(cells[numberAt]) || cells.length >= wanted || cells.length < numberAt + 2) return null;
  cells = withUnitsApart(cells) ?? cells;
  const name = cells[numberAt + 1] ?? '';
  if (cells.length < wanted && header.columns[numberAt + 1] === 'title' && /\S \S/.test(name)) {
    const space = name.indexOf(' ');
    cells.splice(numberAt + 1, 1, name.slice(0, space), name.slice(space + 1));
  }
  const { names } = parseUnitNames(cells.at(-1) ?? '');
  const closed = names.length > 0 && names.every(looksLikeUnit);
  // Name and words run into each other: the words name it. A row that does not end in units goes on in the next line.
  if (closed && cells.length === wanted - 1 && header.columns[numberAt + 1] === 'title') cells.splice(numberAt + 1, 0, '');
  return cells.length === wanted || !closed ? cells : null;
}

/** Whether a line is a whole row below its heading. */
export function isWholeRow(text: string, header: Header): boolean {
  return rowOf(text, header) !== null || closedUp(text, header) !== null;
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
      const rows = lines.slice(i + 1, i + 1 + WITHIN).filter((next) => (rowOf(next.text, heading) ?? closedUp(next.text, heading)) !== null);
      // A heading that comes again on the next page is one, however few rows follow.
      header = rows.length >= LEAST_ROWS || (header && sameHeader(header, cells)) ? heading : null;
      return header ? { ...line, text: cells.join('\t') } : line;
    }
    if (header === null || cells.length < 2) return line;
    // A row of other cells than its heading is the table's reader's to judge, and is not taken for prose.
    return { ...line, text: (rowOf(line.text, header) ?? closedUp(line.text, header) ?? cells).join('\t') };
  });
}
