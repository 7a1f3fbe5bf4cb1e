import { fold } from '../text/fold';
import type { Column } from './column.words';
import { isRoleMark } from './table.marks';
import type { Header } from './table.columns';

/** One row of a table, cells by column; a cell torn over lines is whole again. */
export interface TableRow {
  cells: Partial<Record<Column, string>>;
  /** Heading of each column that it fills. */
  headings: Partial<Record<Column, string>>;
  /** Cells in columns whose heading is unknown, with the heading. */
  unknown: { heading: string; text: string }[];
  /** Cells in columns that are known and that a draft has no place for, with the heading: 责任人, 备注. */
  apart: { heading: string; text: string }[];
  /** Signs in columns that are units, with the unit: ★ under 县财政局. */
  marks: { heading: string; text: string }[];
  /** The heading that it stands under. */
  header: Header;
  /** All cells in order, as written. */
  raw: string[];
  lines: number[];
  /** First row after a heading that a new page repeats: its blank category may belong to the page before. */
  startsPage: boolean;
}

/** What stands under a table and speaks of it: 说明, 备注. */
export interface TableNote {
  text: string;
  lines: number[];
}

const NOTE = /^(?:说明|备注|注|填表说明|附注)\s*[:：]?\s*$/;
export const NOTE_LINE = /^(?:说明|备注|注|填表说明|附注)\s*[:：]/;
const NUMBER_CELL = /^[(]?(?:[A-Za-z]{1,5}\d{0,4}[-.]?\d{1,4}(?:[-.]\d{1,4})?|\d{1,4}(?:[.-]\d{1,3})*|[一二三四五六七八九十百]{1,5}(?:-\d{1,3})?)[).、]?$/;

/** 合计, 小计: the row sums up others. */
export function isSumLabel(cell: string | undefined): boolean {
  return cell !== undefined && /^(?:合计|总计|小计|共计|总数|汇总|累计)(?:\(?\d+[项个件][\u4e00-\u9fa5]{0,4}\)?)?[::]?$/.test(fold(cell).replace(/\s/g, ''));
}

export function isNumberCell(cell: string | undefined): boolean {
  return cell !== undefined && NUMBER_CELL.test(fold(cell).replace(/\s/g, ''));
}

/** A line break in markup, as tables copied from a page or from markdown have it. */
export const LINE_BREAK = /\s*<br\s*\/?>\s*/gi;

/** Joins the two halves of a torn cell. */
export function joinTorn(a: string, b: string): string {
  const glue = /[A-Za-z0-9]$/.test(a) && /^[A-Za-z0-9]/.test(b) && !(/\d$/.test(a) && /^\d/.test(b));
  return `${a}${glue ? ' ' : ''}${b}`;
}

/** Fits a row to its head: a first cell that was dropped is put back, surplus tabs in the content are taken out. */
function fit(cells: string[], header: Header): string[] {
  const width = header.columns.length;
  const numberAt = header.columns.indexOf('number');
  let fitted = [...cells];
  while (fitted.length > width && fitted.at(-1) === '') fitted.pop();
  if (fitted.length < width && numberAt > 0 && !isNumberCell(fitted[numberAt]) && isNumberCell(fitted[numberAt - 1])) fitted.unshift('');
  if (fitted.length > width) {
    const at = Math.max(header.columns.indexOf('content'), 0);
    const surplus = fitted.length - width;
    fitted = [...fitted.slice(0, at), fitted.slice(at, at + surplus + 1).join(' '), ...fitted.slice(at + surplus + 1)];
  }
  return fitted;
}

export function toRow(cells: readonly string[], header: Header, lines: number[], startsPage: boolean): TableRow {
  const raw = fit([...cells], header).map((cell) => cell.replace(LINE_BREAK, '\n').trim());
  const row: TableRow = { cells: {}, headings: {}, unknown: [], apart: [], marks: [], header, raw, lines, startsPage };
  raw.forEach((cell, index) => {
    const column = header.columns[index];
    if (column === undefined) return;
    if (column === 'unit' || (column === null && header.columns.includes('unit') && isRoleMark(cell))) {
      if (isRoleMark(cell)) row.marks.push({ heading: header.headings[index] ?? '', text: cell });
      else if (cell !== '') row.unknown.push({ heading: header.headings[index] ?? '', text: cell });
      return;
    }
    if (column === null) {
      if (cell !== '') row.unknown.push({ heading: header.headings[index] ?? '', text: cell });
      return;
    }
    if (column === 'other' || column === 'note') row.apart.push({ heading: header.headings[index] ?? '', text: cell });
    if (cell !== '') row.headings[column] ??= header.headings[index] ?? '';
    const before = row.cells[column];
    // Two columns of units are one list.
    const glue = column === 'lead' || column === 'participant' || column === 'unmarked' ? '、' : ' ';
    row.cells[column] = before === undefined || before === '' || before === cell ? cell : cell === '' ? before : `${before}${glue}${cell}`;
  });
  return row;
}

/** 说明 in the first or last filled cell, the words in the others. */
export function noteOf(cells: readonly string[]): string | null {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const first = filled[0] ?? '';
  const label = filled.findIndex((cell) => NOTE.test(cell));
  if ((label === 0 || label === filled.length - 1) && filled.length > 1) return [...new Set(filled.filter((_, index) => index !== label))].join(' ');
  if (NOTE_LINE.test(first) && new Set(filled).size === 1) return first.replace(NOTE_LINE, '').trim();
  return null;
}
