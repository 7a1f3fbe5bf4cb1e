import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';

const FIRST_MS = 200;
const LONGEST_MS = 5_000;

/** Tries until it succeeds, and says what it waits for: a server that is down at start comes up later. */
export async function patiently<T>(what: string, log: Logger, attempt: () => Promise<T>): Promise<T> {
  for (let pause = FIRST_MS; ; pause = Math.min(pause * 2, LONGEST_MS)) {
    try {
      return await attempt();
    } catch (error) {
      log.warn({ err: error }, `waiting for ${what}`);
      await delay(pause);
    }
  }
}
