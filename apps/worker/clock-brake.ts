import type { ClockWatch } from '#libs/commands/clock-watch';
import type { Brake } from './supervision/supervision.activities';

/** Holds the loop while the clock cannot be trusted. */
export function clockBrake(watch: ClockWatch): Brake {
  return { reason: () => watch.reason()?.en ?? null };
}
