import { detectFormat } from '../codecs/format.detect';
import { refuseFormat } from '../codecs/format.refuse';
import { refuseOffice } from '../codecs/office.check';
import { readCells, type RawSheet } from '../codecs/xlsx.codec';
import { importFailure, type ImportFailure } from '../import.failure';
import { MAX_FILE_BYTES } from '../import.limits';

export type FormSheets = { ok: true; sheets: RawSheet[] } | ImportFailure;

/** The cells of a workbook that should be a form, or why it cannot be read. Never throws for what a file holds. */
export async function readFormSheets(bytes: Uint8Array): Promise<FormSheets> {
  if (bytes.length === 0) return importFailure('empty');
  if (bytes.length > MAX_FILE_BYTES) return importFailure('too-large');
  const format = detectFormat(bytes);
  if (format === 'cut' || format === 'locked') return refuseFormat(format);
  if (format !== 'xlsx') return importFailure('unknown-format', '报表请用 xlsx / a form must be xlsx');
  const refusal = refuseOffice(bytes);
  if (refusal) return refusal;
  try {
    return { ok: true, sheets: await readCells(bytes) };
  } catch {
    return importFailure('unreadable');
  }
}
