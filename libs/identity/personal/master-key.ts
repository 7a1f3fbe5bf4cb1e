import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The key that wraps every subject's key. It lives in a file, never in the database, a log or a backup. */
export interface MasterKey {
  /** Tells keys apart, and nothing of the key. */
  readonly id: string;
  readonly bytes: Buffer;
}

const BYTES = 32;
/** Beside the file while a rotation is under way: whoever meets a key wrapped by it finds it there. */
export const NEXT = '.next';

/** A file that is missing, too open to others, or no key. The message names the file and never what it holds. */
export class MasterKeyProblem extends Error {
  override readonly name = 'MasterKeyProblem';
}

function masterKey(bytes: Buffer): MasterKey {
  return { bytes, id: createHash('sha256').update('duban master key\0').update(bytes).digest('hex').slice(0, 16) };
}

/** @throws MasterKeyProblem */
export function readMasterKey(file: string): MasterKey {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new MasterKeyProblem(`the master key ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`);
  }
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.length !== BYTES || bytes.toString('base64url') !== text.replace(/=+$/, '')) throw new MasterKeyProblem(`${file} is no master key: it holds ${BYTES} random bytes as base64url, as duban writes them`);
  return masterKey(bytes);
}

/** Makes a key where there is none; of several processes at once one wins and all read the same. Mode 0600. */
export function ensureMasterKey(file: string): MasterKey {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    const beside = `${file}.${process.pid}.new`;
    writeFileSync(beside, `${randomBytes(BYTES).toString('base64url')}\n`, { mode: 0o600, flush: true });
    try {
      // Unlike a rename, a link never replaces what another process has made meanwhile.
      linkSync(beside, file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      unlinkSync(beside);
    }
    chmodSync(file, 0o600);
  }
  return readMasterKey(file);
}

/** A key of 32 bytes for one purpose, from another. */
export function derived(key: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.alloc(0), purpose, BYTES));
}
