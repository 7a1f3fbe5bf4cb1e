import ExcelJS from 'exceljs';
import { MAX_COLUMNS } from '../import.limits';
import type { SheetRow } from './sheet.row';

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

export interface Sheet {
  name: string;
  rows: SheetRow[];
}

/** All visible sheets; merged cells each show the text of the first. Throws where the workbook is damaged. */
export async function readWorkbook(bytes: Uint8Array): Promise<Sheet[]> {
  const workbook = new ExcelJS.Workbook();
  const copy = new ArrayBuffer(bytes.byteLength);
  new Uint8Array(copy).set(bytes);
  await workbook.xlsx.load(copy);
  return workbook.worksheets
    .filter((sheet) => sheet.state === 'visible')
    .map((sheet) => {
      const rows: SheetRow[] = [];
      const columns = Math.min(sheet.columnCount, MAX_COLUMNS);
      sheet.eachRow({ includeEmpty: false }, (row, number) => {
        const cells = Array.from({ length: columns }, (_, index) => cellText(row.getCell(index + 1).value).replace(/\r\n?/g, '\n'));
        rows.push({ cells, fromLine: number, toLine: number });
      });
      return { name: sheet.name, rows };
    });
}

/** One sheet with text cells only; the row `boldRow` (from 1) is set bold and kept in view. */
export async function writeWorkbook(name: string, rows: readonly (readonly string[])[], boldRow: number): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: boldRow }] });
  for (const row of rows) {
    const added = sheet.addRow([...row]);
    added.eachCell((cell) => {
      cell.numFmt = '@';
    });
  }
  sheet.getRow(boldRow).font = { bold: true };
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
