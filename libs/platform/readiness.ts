import { setTimeout as pause } from 'node:timers/promises';
import { type Message, SetupProblem, reasonOf } from './messages';

export interface WaitOptions {
  /** Give up after this long. */
  readonly deadlineMs: number;
  /** Pause between two probes. */
  readonly everyMs?: number;
  /** Called while still waiting, for a line that shows that something happens. */
  readonly onProgress?: (elapsedMs: number) => void;
  readonly progressEveryMs?: number;
  /** Asked before each probe: an answer ends the wait at once, because waiting has become pointless. */
  readonly hopeless?: () => Message | undefined;
  readonly signal?: AbortSignal;
}

/**
 * Waits until `probe` gives something other than undefined or false, and returns it.
 * A probe that throws counts as "not yet": its reason is part of the message at the deadline.
 * @throws SetupProblem at the deadline or when hopeless; the signal's reason when aborted.
 */
export async function waitFor<T>(what: Message, probe: () => T | undefined | false | Promise<T | undefined | false>, options: WaitOptions): Promise<T> {
  const { deadlineMs, everyMs = 50, progressEveryMs = 5_000 } = options;
  const begun = performance.now();
  let nextProgress = progressEveryMs;
  let lastReason: string | undefined;
  for (;;) {
    options.signal?.throwIfAborted();
    const lost = options.hopeless?.();
    if (lost) throw new SetupProblem(`${what.zh}：${lost.zh}`, `${what.en}: ${lost.en}`);
    try {
      const found = await probe();
      if (found !== undefined && found !== false) return found;
    } catch (thrown) {
      lastReason = reasonOf(thrown);
    }
    const elapsedMs = performance.now() - begun;
    if (elapsedMs >= deadlineMs) {
      const seconds = Math.round(deadlineMs / 1000);
      const detail = lastReason ? ` (${lastReason})` : '';
      throw new SetupProblem(`${what.zh}：${seconds} 秒内未就绪${detail}`, `${what.en}: not there within ${seconds} s${detail}`);
    }
    if (elapsedMs >= nextProgress) {
      options.onProgress?.(elapsedMs);
      nextProgress += progressEveryMs;
    }
    await pause(Math.min(everyMs, Math.max(1, deadlineMs - elapsedMs)), undefined, { signal: options.signal });
  }
}
