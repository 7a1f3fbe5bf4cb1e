import type { KnownUnits } from '#libs/supervision/plan/draft';
import { readHeader } from '../readers/table.columns';
import { detectDelimiter, parseCsv } from './csv.codec';
import { readSheetPlan, type SheetOutcome } from './sheet.plan.reader';

export interface CsvOptions {
  fileName: string;
  encoding: string;
  known?: KnownUnits;
  today: string;
}

/** Running text may have commas too: without the file name's word, a line must be a heading with three known columns. */
function hasHeading(text: string): boolean {
  const head = text.slice(0, 20_000).split(/\r?\n/, 40);
  return head.some(
    (line) =>
      !line.includes('\t') &&
      /[,;]/.test(line) &&
      (readHeader(line.split(line.includes(',') ? ',' : ';').map((cell) => cell.replace(/^"|"$/g, '')))?.columns.filter((column) => column !== null)
        .length ?? 0) >= 3,
  );
}

/** Null where the text is no csv. */
export function readCsvPlan(text: string, options: CsvOptions): SheetOutcome | null {
  const named = /\.(?:csv|tsv)$/i.test(options.fileName);
  if (!named && !hasHeading(text)) return null;
  const rows = parseCsv(text, detectDelimiter(text));
  const outcome = readSheetPlan(rows, { ...options, format: 'csv', lineCount: rows.at(-1)?.toLine ?? 0 });
  // A text saved under the wrong name is still a text.
  return !outcome.ok && !/[,;\t]/.test(text.slice(0, 20_000)) ? null : outcome;
}
