import { waitFor } from '#libs/platform/readiness';

/** Waits for a condition, never for a time: resolves with what the probe finds. Its end is before the watchdog's minute, so that what a timer should do is not done by that. */
export function until<T>(what: string, probe: () => Promise<T | undefined | false> | T | undefined | false, deadlineMs = 45_000, everyMs = 50): Promise<T> {
  return waitFor({ zh: what, en: what }, probe, { deadlineMs, everyMs });
}
