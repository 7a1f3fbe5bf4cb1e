import type { DomainEvent } from './event';
import { addMs, type Instant } from './time/day';

/** The one stream of the brake. */
export const BRAKE_STREAM = 'brake/main';

/**
 * Why outgoing notices are held.
 * - `rate`: far more rungs than were foreseen.
 * - `gap`: for over a day nothing was acted on, and now all of it would go out at once.
 * - `restore`: the log was put back from a backup; what went out since then is not in it.
 */
export type BrakeReason = 'rate' | 'gap' | 'restore';

export type BrakeEventData = {
  /** `since`: notices delivered from this moment on are held, also those that went before the event itself. */
  NoticesHeld: { reason: BrakeReason; since: Instant; detail: Record<string, number | string> };
  /** `skipped`: notices that are stale by now and go to nobody. `deliveries`: how many that was, and how many went out; a notice to two units is two. */
  NoticesReleased: { by: string; unitId: string; skipped: string[]; deliveries: { released: number; skipped: number } };
};
export type BrakeEvent = { [T in keyof BrakeEventData]: DomainEvent<T, BrakeEventData[T]> }[keyof BrakeEventData];

export interface BrakeState {
  held: { since: Instant; at: Instant; reason: BrakeReason; detail: Record<string, number | string> } | null;
  releasedAt: Instant | null;
}

export const BRAKE_OFF: BrakeState = { held: null, releasedAt: null };

export function evolveBrake(state: BrakeState, event: BrakeEvent): BrakeState {
  if (event.type === 'NoticesReleased') return { held: null, releasedAt: event.meta.recordedAt };
  const { since, reason, detail } = event.data;
  return { ...state, held: { since, at: event.meta.recordedAt, reason, detail } };
}

/** The span over which rungs are counted. */
export const BRAKE_WINDOW_MS = 600_000;
/** Fewer rungs are never held, whatever was foreseen. */
export const MOST_RUNGS = 50;
/** So many times the forecast is no forecast any more. */
export const TIMES_FORECAST = 5;
/** Nothing acted on for longer than this is an outage. */
export const GAP_MS = 86_400_000;

/** More rungs in ten minutes than 50 and five times the forecast. */
export function isTooMany(rungs: number, forecast: number): boolean {
  return rungs > MOST_RUNGS && rungs > TIMES_FORECAST * forecast;
}

/** Holds no notice a second time that the office has released. */
export function heldSince(wanted: Instant, state: BrakeState): Instant {
  const afterRelease = state.releasedAt === null ? wanted : addMs(state.releasedAt, 1);
  return wanted > afterRelease ? wanted : afterRelease;
}
