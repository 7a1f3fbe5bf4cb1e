import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StoredBytes } from './evidence-store';

/** Name of what was being written when a process died. */
export const PARTIAL = '.writing';

/** A stream on disk: synced, and under a name of its own. */
export interface Spooled extends StoredBytes {
  path: string;
}

/** Writes a stream to a file in the folder, chunk by chunk, with its digest; when it returns the bytes survive a crash. What breaks off leaves no file. */
export async function spool(folder: string, source: AsyncIterable<Uint8Array>): Promise<Spooled> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, `${PARTIAL}-${randomUUID()}`);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const chunk of source) {
        hash.update(chunk);
        bytes += chunk.length;
        await file.writeFile(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
  return { path, sha256: hash.digest('hex'), bytes };
}
