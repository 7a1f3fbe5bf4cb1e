import type { NotUnderstood } from '#libs/supervision/plan/draft';
import type { Sheet, WorkbookRead } from './xlsx.codec';
import { notedCells } from './xlsx.lean';
import { zipEntries } from './zip.entries';

const MOST_NAMED = 10;

function named(all: readonly (string | number)[]): string {
  return all.slice(0, MOST_NAMED).join('、') + (all.length > MOST_NAMED ? '…' : '');
}

/** What a workbook holds beside the sheet that was read, each told. */
export function sheetAsides({ sheets, hiddenSheets }: WorkbookRead, read: Sheet, plans: readonly Sheet[], joined: readonly Sheet[], bytes: Uint8Array): NotUnderstood[] {
  const lastRow = (sheet: Sheet): number => sheet.rows.at(-1)?.toLine ?? 1;
  const aside = (sheet: Sheet, text: string, zh: string, en: string): NotUnderstood => ({ text, place: { fromLine: 1, toLine: lastRow(sheet), section: sheet.name }, reason: { zh, en } });
  const asides: NotUnderstood[] = [];
  for (const sheet of sheets) {
    if (joined.includes(sheet) || sheet.rows.length === 0) continue;
    if (plans.includes(sheet)) asides.push(aside(sheet, sheet.name, '另一张工作表也有任务表，未读取；请分别导入', 'Another sheet holds a task table as well and was not read: import it by itself'));
    else asides.push(aside(sheet, sheet.name, '工作表没有任务表，未读取', 'The sheet holds no task table and was not read'));
  }
  if (hiddenSheets.length > 0) asides.push(aside(read, named(hiddenSheets), '隐藏的工作表未读取；如需导入请先取消隐藏', 'Hidden sheets were not read: show them first if they are to be imported'));
  if (read.hiddenRows.length > 0) asides.push(aside(read, named(read.hiddenRows), '隐藏的行已照常读取，请核对是否保留', 'Hidden rows were read like the others: check whether they stay'));
  if (read.unknownCells.length > 0) asides.push(aside(read, named(read.unknownCells), '单元格的公式没有保存结果或结果有错，按空白处理', 'Formulas without a saved result, or with an error for one, count as empty'));
  const noted = notedCells(bytes);
  if (noted.length > 0) asides.push(aside(read, named(noted), '单元格的批注未读取，请核对是否含有要求', 'Notes at cells were not read: check whether they ask for something'));
  if ([...zipEntries(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))].some(({ name }) => name.startsWith('xl/externalLinks/')))
    asides.push(aside(read, '', '工作簿链接了其他文件：只用已保存的结果，未打开链接', 'The workbook links to other files: saved results were used, no link was opened'));
  return asides;
}
