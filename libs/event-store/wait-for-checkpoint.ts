import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from 'pg';
import { readCheckpoint } from './checkpoint';
import { compareCursors, type Cursor } from './cursor';

/**
 * Read your own write: waits until the named subscription has come to `cursor` (what an append answered).
 * False where it has not within `timeoutMs`; the reader then says that the answer is not as new as the write.
 */
export async function waitForCheckpoint(pool: Pool, name: string, cursor: Cursor, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  for (let pauseMs = 5; ; pauseMs = Math.min(pauseMs * 2, 50)) {
    const checkpoint = await readCheckpoint(pool, name);
    if (checkpoint !== null && compareCursors(checkpoint.cursor, cursor) >= 0) return true;
    const leftMs = deadline - performance.now();
    if (leftMs <= 0) return false;
    await delay(Math.min(pauseMs, leftMs));
  }
}
