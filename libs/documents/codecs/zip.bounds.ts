import { inflateRawSync } from 'node:zlib';
import { MAX_UNPACKED_BYTES, MAX_ZIP_ENTRIES } from '../import.limits';

/** Whether an archive stays within bounds when it is unpacked. */
export type ZipCheck = 'ok' | 'too-large' | 'damaged';

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const LONGEST_COMMENT = 65_557;

/**
 * Unpacks each entry against one common budget before anybody else does. The sizes that an archive states can lie, so
 * they are only a first refusal; what counts is what really comes out.
 */
export function checkZip(bytes: Uint8Array, maxBytes = MAX_UNPACKED_BYTES): ZipCheck {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
    if (end < 0 || end < file.length - LONGEST_COMMENT || file.readUInt32LE(end) !== END) return 'damaged';
    const entries = file.readUInt16LE(end + 10);
    if (entries > MAX_ZIP_ENTRIES) return 'too-large';
    let at = file.readUInt32LE(end + 16);
    let left = maxBytes;
    for (let i = 0; i < entries; i += 1) {
      if (file.readUInt32LE(at) !== CENTRAL) return 'damaged';
      const method = file.readUInt16LE(at + 10);
      const packed = file.readUInt32LE(at + 20);
      if (file.readUInt32LE(at + 24) > left) return 'too-large';
      const local = file.readUInt32LE(at + 42);
      if (file.readUInt32LE(local) !== LOCAL) return 'damaged';
      const data = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
      const size = method === 8 ? unpackedSize(file.subarray(data, data + packed), left) : packed;
      if (size === null || size > left) return 'too-large';
      left -= size;
      at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    }
    return 'ok';
  } catch {
    return 'damaged';
  }
}

/** Null where more would come out than is allowed. */
function unpackedSize(packed: Buffer, most: number): number | null {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(most, 1) }).length;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return null;
    throw error;
  }
}
