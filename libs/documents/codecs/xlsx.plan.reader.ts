import type { Draft, KnownUnits, Place } from '#libs/supervision/plan/draft';
import { importFailure } from '../import.failure';
import { isClassified } from '../readers/secrecy.detect';
import { MAX_ITEMS } from '../import.limits';
import { mergeHeadings, readHeader } from '../readers/table.columns';
import { SECTION_NAMES } from './draft.sections';
import { exportColumns } from './draft.sheet';
import { headingByContent, readSheetPlan, type SheetOutcome } from './sheet.plan.reader';
import { wordsOfRow } from './sheet.row';
import { joinSheets, type JoinedSheets } from './sheets.join';
import { sheetAsides } from './xlsx.asides';
import { readWorkbook, type Sheet, type WorkbookRead } from './xlsx.codec';
import { refuseOffice } from './office.check';

export interface XlsxOptions {
  fileName: string;
  known?: KnownUnits;
  today: string;
}

/** A heading is looked for this far down. */
const HEADING_WITHIN = 60;

function hasPlan(sheet: Sheet): boolean {
  return sheet.rows.slice(0, HEADING_WITHIN).some((row, i) => exportColumns(row.cells) !== null || readHeader(row.cells) !== null || mergeHeadings(row.cells, sheet.rows[i + 1]?.cells ?? []) !== null);
}

/** Reads the first sheet that holds a plan's table, with the sheets that go on with it; further ones are named as not read. */
export async function readXlsxPlan(bytes: Uint8Array, options: XlsxOptions): Promise<SheetOutcome> {
  const refusal = refuseOffice(bytes);
  if (refusal) return refusal;
  let read: WorkbookRead;
  try {
    read = await readWorkbook(bytes);
  } catch {
    return importFailure('unreadable');
  }
  const { sheets } = read;
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  if (rows === 0) return importFailure('empty');
  if (rows > MAX_ITEMS * 2) return importFailure('too-many-rows', `${rows} > ${MAX_ITEMS * 2}`);
  if (sheets.some((sheet) => isClassified([[sheet.name], ...sheet.rows.map((row) => row.cells)]))) return importFailure('classified');
  const sections = new Map(SECTION_NAMES.flatMap((name) => sheets.filter((sheet) => sheet.name === name).map((sheet) => [name, sheet.rows] as const)));
  const others = sheets.filter((sheet) => !SECTION_NAMES.some((name) => name === sheet.name));
  const worded = others.filter(hasPlan);
  const plans = worded.length > 0 ? worded : others.filter((sheet) => headingByContent(sheet.rows) !== null).slice(0, 1);
  const first = plans[0];
  if (!first) return importFailure('no-items');
  const joined = joinSheets(isExport(first) ? [first] : plans);
  const cover = sheets.slice(0, sheets.indexOf(first)).flatMap((sheet) => sheet.rows);
  const outcome = readSheetPlan(joined.rows, { ...options, sections, cover, coverTitles: joined.apart, ...(joined.sheets.length > 1 ? { parts: joined.sheets.map(({ name }) => name) } : {}), headLines: joined.headLines, format: 'xlsx', encoding: 'xlsx', lineCount: joined.rows.at(-1)?.toLine ?? 0 });
  if (!outcome.ok) return outcome;
  const asides = sheetAsides({ ...read, sheets: sheets.filter((sheet) => !SECTION_NAMES.some((name) => name === sheet.name)) }, first, plans, joined.sheets, bytes);
  const draft = isExport(first) ? outcome.draft : withSheet(outcome.draft, joined);
  return { ok: true, draft: { ...draft, notUnderstood: [...draft.notUnderstood, ...asides] } };
}

function isExport(sheet: Sheet): boolean {
  return sheet.rows.slice(0, HEADING_WITHIN).some((row) => exportColumns(row.cells) !== null);
}

/** A draft whose places name the sheet and its row, with what stands above the headings of several sheets as it is written. */
function withSheet(draft: Draft, { where, heads }: JoinedSheets): Draft {
  const told = <T extends { place: Place }>(of: T): T => {
    const { sheet, row } = where(of.place.fromLine);
    return { ...of, place: { ...of.place, fromLine: row, toLine: row + of.place.toLine - of.place.fromLine, sheet, row } };
  };
  const above = heads.map(({ sheet, row }) => ({ text: wordsOfRow(row), place: { fromLine: row.fromLine, toLine: row.toLine, sheet, row: row.fromLine } }));
  const prose = [...(draft.prose ?? []).map(told), ...above];
  return { ...draft, items: draft.items.map(told), notUnderstood: draft.notUnderstood.map(told), prose: prose.filter((line, i) => prose.findIndex((each) => each.text === line.text && each.place.sheet === line.place.sheet) === i) };
}
