import type ExcelJS from 'exceljs';
import { MAX_COLUMNS } from '../import.limits';
import { isDaySerial } from './day.cell';
import { inert } from './inert.cell';
import type { SheetRow } from './sheet.row';
import { shownNumber } from './shown.number';
import { leanWorkbook } from './xlsx.lean';

/** Rows and cells as text; formulas give the result that was saved with them and are never run. */

function dateText(date: Date): string {
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}

export function cellText(value: ExcelJS.CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return dateText(value);
  if (typeof value !== 'object') return String(value);
  if ('richText' in value) return value.richText.map(({ text }) => text).join('');
  if ('hyperlink' in value) return cellText(value.text as ExcelJS.CellValue);
  if ('result' in value) return cellText(value.result as ExcelJS.CellValue);
  return '';
}

/** A cell as a reader of the sheet sees it: a number with what its format puts beside it. */
function shownText(cell: ExcelJS.Cell): string {
  const { value, numFmt } = cell.isMerged ? cell.master : cell;
  const result = typeof value === 'object' && value !== null && 'result' in value ? value.result : value;
  return typeof result === 'number' ? shownNumber(result, numFmt) : cellText(value);
}

export interface Sheet {
  name: string;
  rows: SheetRow[];
  /** Rows that the workbook does not show, by their number; they are read all the same. */
  hiddenRows: number[];
  /** Cells (B3) with a formula that has no result, or an error for one: they are empty. */
  unknownCells: string[];
}

/** A workbook as it shows, and what it does not show. */
export interface WorkbookRead {
  sheets: Sheet[];
  /** Names of sheets that are hidden: they are not read. */
  hiddenSheets: string[];
}

/** A cell as it was filled in: a formula counts by the result that was saved with it. */
export interface RawCell {
  text: string;
  /** Shown as a percentage: 30 % is kept as 0.3. */
  percent: boolean;
  /** A formula that was never worked out, or whose result is an error. */
  fault: 'noResult' | 'error' | null;
  /** A day, or a bare number by which a spreadsheet may keep one: nobody typed it as words. */
  dayLike: boolean;
  /** Goes on from a cell above or beside it that it is merged with, and shows what stands there. */
  continued: boolean;
}

export interface RawSheet {
  name: string;
  rows: { row: number; cells: RawCell[] }[];
}

function rawCell(cell: ExcelJS.Cell): RawCell {
  const value = cell.value;
  const isFormula = typeof value === 'object' && value !== null && ('formula' in value || 'sharedFormula' in value);
  const result: unknown = isFormula ? value.result : value;
  const fault = isFormula && (result === undefined || result === null) ? 'noResult' : typeof result === 'object' && result !== null && 'error' in result ? 'error' : null;
  return { text: fault === null ? cellText(value).replace(/\r\n?/g, '\n') : '', percent: typeof result === 'number' && (cell.numFmt ?? '').includes('%'), fault, dayLike: result instanceof Date || (typeof result === 'number' && isDaySerial(result)), continued: cell.isMerged && cell.master.address !== cell.address };
}

/** All visible sheets, cell by cell. Throws where the workbook is damaged. */
export async function readCells(bytes: Uint8Array): Promise<RawSheet[]> {
  const workbook = await load(bytes);
  return workbook.worksheets
    .filter((sheet) => sheet.state === 'visible')
    .map((sheet) => {
      const rows: RawSheet['rows'] = [];
      const columns = Math.min(sheet.columnCount, MAX_COLUMNS);
      sheet.eachRow({ includeEmpty: false }, (row, number) => {
        rows.push({ row: number, cells: Array.from({ length: columns }, (_, index) => rawCell(row.getCell(index + 1))) });
      });
      return { name: sheet.name, rows };
    });
}

/** The library takes as long to load as all the rest of the API, and most processes never see a workbook. */
async function emptyWorkbook(): Promise<ExcelJS.Workbook> {
  const { default: excel } = await import('exceljs');
  return new excel.Workbook();
}

/** A workbook whose notes or drawings the library does not find is read without them. */
async function load(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  try {
    return await loadWhole(bytes);
  } catch {
    return loadWhole(leanWorkbook(bytes));
  }
}

async function loadWhole(bytes: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = await emptyWorkbook();
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  await workbook.xlsx.load(copy);
  return workbook;
}

/** All visible sheets; merged cells each show the text of the first. Throws where the workbook is damaged. */
export async function readWorkbook(bytes: Uint8Array): Promise<WorkbookRead> {
  const workbook = await load(bytes);
  const hiddenSheets = workbook.worksheets.filter((sheet) => sheet.state !== 'visible').map((sheet) => sheet.name);
  return { sheets: workbook.worksheets.filter((sheet) => sheet.state === 'visible').map(readSheet), hiddenSheets };
}

function readSheet(sheet: ExcelJS.Worksheet): Sheet {
  const read: Sheet = { name: sheet.name, rows: [], hiddenRows: [], unknownCells: [] };
  const columns = Math.min(sheet.columnCount, MAX_COLUMNS);
  sheet.eachRow({ includeEmpty: false }, (row, number) => {
    if (row.hidden) read.hiddenRows.push(number);
    const cells = Array.from({ length: columns }, (_, index) => {
      const cell = row.getCell(index + 1);
      if (rawCell(cell).fault !== null) read.unknownCells.push(cell.address);
      return shownText(cell).replace(/\r\n?/g, '\n');
    });
    read.rows.push({ cells, fromLine: number, toLine: number });
  });
  return read;
}

/** Printed across the page, all columns on it. */
const PRINTED: Partial<ExcelJS.PageSetup> = { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 };

/** A sheet of text cells; the row `boldRow` (from 1) is set bold and kept in view. */
export interface TextSheet {
  name: string;
  rows: readonly (readonly string[])[];
  boldRow: number;
}

/** A spreadsheet reads _xHHHH_ as a character: where a text says that itself, its first mark is written so. */
const WRITTEN_CODE = /_(?=x[0-9A-Fa-f]{4}_)/g;

export async function writeTextSheets(sheets: readonly TextSheet[]): Promise<Uint8Array> {
  const workbook = await emptyWorkbook();
  for (const { name, rows, boldRow } of sheets) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: boldRow }], pageSetup: PRINTED });
    for (const row of rows) {
      const added = sheet.addRow(row.map((cell) => cell.replace(WRITTEN_CODE, '_x005F_')));
      added.eachCell((cell) => {
        cell.numFmt = '@';
      });
    }
    sheet.getRow(boldRow).font = { bold: true };
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** One sheet with text cells only; the row `boldRow` (from 1) is set bold and kept in view. */
export function writeWorkbook(name: string, rows: readonly (readonly string[])[], boldRow: number): Promise<Uint8Array> {
  return writeTextSheets([{ name, rows, boldRow }]);
}

/** A sheet to write: numbers stay numbers, everything else is text and is never run. */
export interface SheetOut {
  name: string;
  rows: readonly (readonly (string | number | null)[])[];
  /** Row of the headings, from 1: set bold and kept in view. */
  headingRow: number;
  widths?: readonly number[];
  /** Columns to write in, from 0: shaded below the headings. */
  open?: readonly number[];
}

/** Sheets of texts and numbers. Texts that begin like a formula are written with an apostrophe (see {@link inert}). */
export async function writeSheets(sheets: readonly SheetOut[]): Promise<Uint8Array> {
  const workbook = await emptyWorkbook();
  for (const { name, rows, headingRow, widths = [], open = [] } of sheets) {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: headingRow }], pageSetup: PRINTED });
    rows.forEach((row, at) => {
      const added = sheet.addRow(row.map((cell) => (typeof cell === 'string' ? inert(cell).replace(WRITTEN_CODE, '_x005F_') : cell)));
      for (let i = 0; i < row.length; i++) {
        const cell = added.getCell(i + 1);
        if (typeof row[i] !== 'number') cell.numFmt = '@';
        cell.alignment = { wrapText: true, vertical: 'top' };
        if (at >= headingRow && open.includes(i)) cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF9DB' } };
      }
    });
    widths.forEach((width, i) => {
      sheet.getColumn(i + 1).width = width;
    });
    sheet.getRow(headingRow).font = { bold: true };
  }
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
