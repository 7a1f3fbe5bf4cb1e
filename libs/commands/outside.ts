import { closeSync, constants, existsSync, fsyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Folder inside the data folder of what a restored database must be told: copy it away with the seals, at least as often. */
export const OUTSIDE = 'outside';

/**
 * - `erasures`: whom a restore must not bring back.
 * - `numbers`: numbers of notices that a restore must not give again.
 */
export type OutsideList = 'erasures' | 'numbers';

const fileOf = (folder: string, list: OutsideList): string => join(folder, `${list}.jsonl`);

/** Adds lines, on disk when it returns: what they say is done only after. @param folder the outside folder itself */
export function noteOutside(folder: string, list: OutsideList, entries: readonly object[]): void {
  if (entries.length === 0) return;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = openSync(fileOf(folder, list), constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    // A line that a crash cut off was never acted on: it goes, so that the next one begins on its own.
    const whole = readFileSync(file, 'utf8').replace(/[^\n]*$/, '');
    const begin = Buffer.byteLength(whole);
    ftruncateSync(file, begin);
    writeSync(file, entries.map((e) => `${JSON.stringify(e)}\n`).join(''), begin);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** What was noted, in order; a last line that a crash cut off was never acted on and is left out. */
export function readOutside<T>(folder: string, list: OutsideList): T[] {
  const file = fileOf(folder, list);
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line, i) => {
    try {
      return JSON.parse(line) as T;
    } catch (error) {
      throw new Error(`${file}, line ${i + 1}, is not what was written there`, { cause: error });
    }
  });
}
