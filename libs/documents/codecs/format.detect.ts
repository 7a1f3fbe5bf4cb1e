import { zipEntries } from './zip.entries';

/** Tells a file's format from its first bytes; the name is only a hint and may lie. */

export type FileFormat = 'text' | 'xlsx' | 'docx' | 'pdf' | 'locked' | 'old-office' | 'cut' | 'unknown';

const FOREIGN: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x1f, 0x8b], // gzip
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
];
const PDF = [0x25, 0x50, 0x44, 0x46];
/** Of doc, xls, ppt, wps and et, and of a docx or xlsx under a password. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0];
const RICH_TEXT = [0x7b, 0x5c, 0x72, 0x74, 0x66];
/** A pdf may have so much before its mark. */
const PDF_WITHIN = 1024;

function begins(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

/** Whether an archive has a part whose name begins so; of one whose list is damaged, whether it speaks of one. */
function partsOf(file: Buffer): (begin: string) => boolean {
  try {
    const names = Array.from(zipEntries(file), ({ name }) => name.replace(/^\//, ''));
    return (begin) => names.some((name) => name.startsWith(begin));
  } catch {
    return (begin) => file.includes(begin);
  }
}

function archiveFormat(file: Buffer): FileFormat {
  // An archive names its parts at its end: one without an end may have been anything.
  const whole = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06])) >= 0;
  if (!whole) return file.includes('xl/workbook') ? 'xlsx' : 'cut';
  // What lies in one of its parts, a workbook within a document, is no part of its own.
  const holds = partsOf(file);
  if (holds('xl/workbook')) return 'xlsx';
  return holds('word/document') ? 'docx' : 'unknown';
}

export function detectFormat(bytes: Uint8Array): FileFormat {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (begins(bytes, [0x50, 0x4b, 0x03, 0x04]) || begins(bytes, [0x50, 0x4b, 0x05, 0x06])) return archiveFormat(file);
  if (begins(bytes, COMPOUND)) return file.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'locked' : 'old-office';
  if (begins(bytes, RICH_TEXT)) return 'old-office';
  if (FOREIGN.some((mark) => begins(bytes, mark))) return 'unknown';
  if (begins(bytes, PDF)) return 'pdf';
  // Some producers put a line of their own before the mark; a text that speaks of the mark is a text.
  const at = file.subarray(0, PDF_WITHIN).indexOf('%PDF-1.');
  return at > 0 && !/[\u4e00-\u9fa5]/.test(file.toString('utf8', 0, at)) ? 'pdf' : 'text';
}
