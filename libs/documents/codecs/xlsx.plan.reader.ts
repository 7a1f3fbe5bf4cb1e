import type { KnownUnits } from '#libs/supervision/plan/draft';
import { importFailure } from '../import.failure';
import { isClassified } from '../readers/secrecy.detect';
import { MAX_ITEMS } from '../import.limits';
import { mergeHeadings, readHeader } from '../readers/table.columns';
import { SECTION_NAMES } from './draft.sections';
import { exportColumns } from './draft.sheet';
import { readSheetPlan, type SheetOutcome } from './sheet.plan.reader';
import { readWorkbook, type Sheet } from './xlsx.codec';
import { refuseOffice } from './office.check';

export interface XlsxOptions {
  fileName: string;
  known?: KnownUnits;
  today: string;
}

function hasPlan(sheet: Sheet): boolean {
  return sheet.rows.slice(0, 60).some((row, i) => exportColumns(row.cells) !== null || readHeader(row.cells) !== null || mergeHeadings(row.cells, sheet.rows[i + 1]?.cells ?? []) !== null);
}

/** Reads the first sheet that holds a plan's table; further ones are named as not read. */
export async function readXlsxPlan(bytes: Uint8Array, options: XlsxOptions): Promise<SheetOutcome> {
  const refusal = refuseOffice(bytes);
  if (refusal) return refusal;
  let sheets: Sheet[];
  try {
    sheets = await readWorkbook(bytes);
  } catch {
    return importFailure('unreadable');
  }
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  if (rows === 0) return importFailure('empty');
  if (rows > MAX_ITEMS * 2) return importFailure('too-many-rows', `${rows} > ${MAX_ITEMS * 2}`);
  if (sheets.some((sheet) => isClassified([[sheet.name], ...sheet.rows.map((row) => row.cells)]))) return importFailure('classified');
  const sections = new Map(SECTION_NAMES.flatMap((name) => sheets.filter((sheet) => sheet.name === name).map((sheet) => [name, sheet.rows] as const)));
  const plans = sheets.filter((sheet) => !SECTION_NAMES.some((name) => name === sheet.name) && hasPlan(sheet));
  const first = plans[0];
  if (!first) return importFailure('no-items');
  const outcome = readSheetPlan(first.rows, { ...options, sections, format: 'xlsx', encoding: 'xlsx', lineCount: first.rows.at(-1)?.toLine ?? 0 });
  if (outcome.ok) {
    for (const sheet of plans.slice(1)) {
      outcome.draft.notUnderstood.push({
        text: sheet.name,
        place: { fromLine: 1, toLine: sheet.rows.at(-1)?.toLine ?? 1, section: sheet.name },
        reason: {
          zh: '另一张工作表也有任务表，未读取；请分别导入',
          en: 'Another sheet holds a task table as well and was not read: import it by itself',
        },
      });
    }
  }
  return outcome;
}
