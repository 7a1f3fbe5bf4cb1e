import { importFailure, type ImportFailure } from '../import.failure';
import { checkZip } from './zip.bounds';
import { zipEntries } from './zip.entries';

/** Programs in a file, by the part that holds them. */
const PROGRAM = /(?:^|\/)(?:vbaProject\.bin|vbaData\.xml|macrosheets\/|activeX\/activeX)/i;

const REFUSALS = { 'too-large': 'too-large', locked: 'locked', damaged: 'unreadable' } as const;

/** Why a docx or xlsx is not opened; null where it may be. */
export function refuseOffice(bytes: Uint8Array): ImportFailure | null {
  const check = checkZip(bytes);
  if (check !== 'ok') return importFailure(REFUSALS[check]);
  for (const { name } of zipEntries(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) if (PROGRAM.test(name)) return importFailure('macros', name);
  return null;
}
