import { inflateRawSync } from 'node:zlib';

/** The parts of an archive, by its own list of them. */

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const LONGEST_COMMENT = 65_557;

export interface ZipEntry {
  name: string;
  /** Packed by deflate; else as it is. */
  deflated: boolean;
  /** Under a password of the archive's own. */
  locked: boolean;
  /** Unpacked size as stated: it may lie. */
  statedBytes: number;
  packed: Buffer;
}

/** How many entries the archive says that it has; throws where it has no end. */
export function entryCount(file: Buffer): number {
  return file.readUInt16LE(endOf(file) + 10);
}

function endOf(file: Buffer): number {
  const end = file.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || end < file.length - LONGEST_COMMENT || file.readUInt32LE(end) !== END) throw new RangeError('no end of archive');
  return end;
}

/** Throws where the archive is damaged. */
export function* zipEntries(file: Buffer): Generator<ZipEntry> {
  const end = endOf(file);
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (file.readUInt32LE(at) !== CENTRAL) throw new RangeError('no entry where one is listed');
    const nameLength = file.readUInt16LE(at + 28);
    const local = file.readUInt32LE(at + 42);
    if (file.readUInt32LE(local) !== LOCAL) throw new RangeError('no part where one is listed');
    const data = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const packedBytes = file.readUInt32LE(at + 20);
    if (data + packedBytes > file.length) throw new RangeError('a part goes beyond the end');
    yield {
      name: file.toString('utf8', at + 46, at + 46 + nameLength).replace(/\\/g, '/'),
      deflated: file.readUInt16LE(at + 10) === 8,
      locked: (file.readUInt16LE(at + 8) & 1) === 1,
      statedBytes: file.readUInt32LE(at + 24),
      packed: file.subarray(data, data + packedBytes),
    };
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
  }
}

/** The entry's bytes. Throws where they are damaged, or where more than `mostBytes` would come out. */
export function unpack(entry: ZipEntry, mostBytes: number): Buffer {
  return entry.deflated ? inflateRawSync(entry.packed, { maxOutputLength: Math.max(mostBytes, 1) }) : entry.packed;
}
