import { MAX_PACKING_RATIO, MAX_UNPACKED_BYTES, MAX_ZIP_ENTRIES, RATIO_FROM_BYTES } from '../import.limits';
import { entryCount, unpack, zipEntries, type ZipEntry } from './zip.entries';

/** Whether an archive stays within bounds when it is unpacked. */
export type ZipCheck = 'ok' | 'too-large' | 'locked' | 'damaged';

/**
 * Unpacks each entry against one common budget before anybody else does. The sizes that an archive states can lie, so
 * they are only a first refusal; what counts is what really comes out.
 */
export function checkZip(bytes: Uint8Array, maxBytes = MAX_UNPACKED_BYTES): ZipCheck {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (entryCount(file) > MAX_ZIP_ENTRIES) return 'too-large';
    let left = maxBytes;
    for (const entry of zipEntries(file)) {
      if (entry.locked) return 'locked';
      if (entry.statedBytes > left) return 'too-large';
      const size = unpackedSize(entry, left);
      if (size === null || size > left) return 'too-large';
      left -= size;
    }
    const unpacked = maxBytes - left;
    return unpacked > RATIO_FROM_BYTES && unpacked > file.length * MAX_PACKING_RATIO ? 'too-large' : 'ok';
  } catch {
    return 'damaged';
  }
}

/** Null where more would come out than is allowed. */
function unpackedSize(entry: ZipEntry, most: number): number | null {
  try {
    return unpack(entry, most).length;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE') return null;
    throw error;
  }
}
