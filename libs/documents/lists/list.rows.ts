import { parseCsv, detectDelimiter } from '../codecs/csv.codec';
import { detectFormat } from '../codecs/format.detect';
import { readWorkbook } from '../codecs/xlsx.codec';
import { refuseFormat } from '../codecs/format.refuse';
import { refuseOffice } from '../codecs/office.check';
import { importFailure, type ImportFailure } from '../import.failure';
import { MAX_FILE_BYTES } from '../import.limits';
import { isClassified } from '../readers/secrecy.detect';
import { decodeText } from '../text/text.decode';

/** A row of a list with its place in the file. */
export interface ListRow {
  cells: string[];
  line: number;
}

export type ListRows = { ok: true; rows: ListRow[] } | ImportFailure;

/** The rows of a list in csv or xlsx (its first sheet), cells trimmed, empty rows left out. Never throws for what a file holds. */
export async function readListRows(bytes: Uint8Array, mostRows: number): Promise<ListRows> {
  if (bytes.length === 0) return importFailure('empty');
  if (bytes.length > MAX_FILE_BYTES) return importFailure('too-large');
  const format = detectFormat(bytes);
  if (format !== 'xlsx' && format !== 'text') return refuseFormat(format, '名单请用 xlsx 或 csv / a list must be xlsx or csv');
  const read = format === 'xlsx' ? await sheetRows(bytes) : textRows(bytes);
  if (!('rows' in read)) return read;
  if (isClassified(read.rows.map(({ cells }) => cells))) return importFailure('classified');
  const rows = read.rows.map(({ cells, line }) => ({ cells: cells.map((c) => c.trim()), line })).filter((r) => r.cells.some((c) => c !== ''));
  if (rows.length === 0) return importFailure('empty');
  return rows.length > mostRows ? importFailure('too-many-rows', `${rows.length} > ${mostRows}`) : { ok: true, rows };
}

async function sheetRows(bytes: Uint8Array): Promise<ListRows> {
  const refusal = refuseOffice(bytes);
  if (refusal) return refusal;
  try {
    const [first] = (await readWorkbook(bytes)).sheets;
    return { ok: true, rows: (first?.rows ?? []).map((r) => ({ cells: r.cells, line: r.fromLine })) };
  } catch {
    return importFailure('unreadable');
  }
}

function textRows(bytes: Uint8Array): ListRows {
  const decoded = decodeText(bytes);
  if (!decoded.ok) return importFailure(decoded.code);
  return { ok: true, rows: parseCsv(decoded.text, detectDelimiter(decoded.text)).map((r) => ({ cells: r.cells, line: r.fromLine })) };
}
