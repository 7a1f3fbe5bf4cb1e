/** Tells a file's format from its first bytes; the name is only a hint and may lie. */

export type FileFormat = 'text' | 'xlsx' | 'cut' | 'unknown';

const FOREIGN: readonly (readonly number[])[] = [
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0xd0, 0xcf, 0x11, 0xe0], // doc, xls, wps
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x52, 0x61, 0x72, 0x21], // RAR
  [0x1f, 0x8b], // gzip
  [0x37, 0x7a, 0xbc, 0xaf], // 7z
  [0x7b, 0x5c, 0x72, 0x74, 0x66], // RTF
];

function begins(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

export function detectFormat(bytes: Uint8Array): FileFormat {
  if (begins(bytes, [0x50, 0x4b, 0x03, 0x04]) || begins(bytes, [0x50, 0x4b, 0x05, 0x06])) {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (file.includes('xl/workbook')) return 'xlsx';
    // An archive names its parts at its end: one without an end may have been anything.
    return file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06])) < 0 ? 'cut' : 'unknown';
  }
  return FOREIGN.some((mark) => begins(bytes, mark)) ? 'unknown' : 'text';
}
