import { refuseOffice } from '../codecs/office.check';
import { importFailure, type ImportFailure } from '../import.failure';
import type { Paper } from '../text/paper';
import { readDocx } from './docx.reader';

/** A document as a paper, or why it cannot be read. */
export function readDocxPaper(bytes: Uint8Array): Paper | ImportFailure {
  const refusal = refuseOffice(bytes);
  if (refusal) return refusal;
  try {
    return readDocx(bytes);
  } catch {
    return importFailure('unreadable');
  }
}
