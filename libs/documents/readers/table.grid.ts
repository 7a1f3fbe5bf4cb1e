import type { PaperBuilder, Where } from '../text/paper';
import { readHeader } from './table.columns';

/** A cell of a drawn table; one that goes over several rows or columns stands in each of them. */
export interface GridCell {
  text: string;
  /** Goes on from the cell above. */
  down: boolean;
  /** Goes on from the cell before. */
  across: boolean;
}

export interface GridRow {
  cells: GridCell[];
  where: Where;
}

function isOneCell(row: GridRow): boolean {
  return row.cells.every((cell, i) => i === 0 || cell.across);
}

function isSubRow(row: GridRow, columns: readonly number[]): boolean {
  return columns.length > 0 && columns.every((at) => row.cells[at]?.down === true && row.cells[at]?.text !== '');
}

/** Rows that share their number and their name with the row above are that row: what they add goes on in its cells. */
function withoutSubRows(rows: readonly GridRow[]): GridRow[] {
  const headers = rows.map((row) => readHeader(row.cells.map((cell) => cell.text)));
  const header = headers.find((found) => found !== null);
  const named = header ? (['number', 'title'] as const).map((column) => header.columns.indexOf(column)).filter((at) => at >= 0) : [];
  const whole: GridRow[] = [];
  for (const [i, row] of rows.entries()) {
    const above = whole.at(-1);
    // Below a heading its own second row shares cells with it.
    if (!above || headers[i - 1] || !isSubRow(row, named)) {
      whole.push({ ...row, cells: row.cells.map((cell) => ({ ...cell })) });
      continue;
    }
    row.cells.forEach((cell, i) => {
      const into = above.cells[i];
      if (into && !cell.down && cell.text !== '' && cell.text !== into.text) into.text = into.text === '' ? cell.text : `${into.text}\n${cell.text}`;
    });
  }
  return whole;
}

/** The rows of a table as lines of the paper. A row of one cell is a line of text above the heading, and a caption below it. */
export function putTable(rows: readonly GridRow[], table: number, paper: PaperBuilder): void {
  const width = Math.max(...rows.map((row) => row.cells.length));
  let headed = false;
  for (const row of withoutSubRows(rows)) {
    const texts = Array.from({ length: width }, (_, i) => (row.cells[i]?.text ?? '').replace(/\t/g, ' '));
    if (isOneCell(row) && width > 1) {
      const [text = ''] = texts;
      if (headed) paper.line([text, ...texts.slice(1).map(() => '')].join('\t'), row.where, table);
      else for (const line of text.split('\n')) paper.line(line, row.where);
      continue;
    }
    headed ||= readHeader(texts) !== null;
    paper.line(texts.join('\t'), row.where, table);
  }
  paper.gap();
}
