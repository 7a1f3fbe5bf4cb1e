import { instantOf, type Instant } from '#libs/supervision/time/day';

/** The time of the domain: an input everywhere. Tokens, lock-outs and time-outs use real time, never this. */
export interface Clock {
  now(): Instant;
  /** Real milliseconds until the moment comes on this clock; 0 when it has. */
  realMsUntil(moment: Instant): number;
}

export const systemClock: Clock = {
  now: () => instantOf(Date.now()),
  realMsUntil: (moment) => Math.max(0, Date.parse(moment) - Date.now()),
};

/** A clock that tests set by hand. */
export class SetClock implements Clock {
  constructor(private at: Instant) {}
  now(): Instant {
    return this.at;
  }
  set(at: Instant): void {
    this.at = at;
  }
  realMsUntil(moment: Instant): number {
    return Math.max(0, Date.parse(moment) - Date.parse(this.at));
  }
}
