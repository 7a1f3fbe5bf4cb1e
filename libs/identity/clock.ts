/** Real time, always: tokens and lock-outs never follow the virtual clock of the domain. Tests put in their own. */
export interface RealClock {
  now(): Date;
  /** Never goes back, whatever is done to the machine's clock; for ages within this process. */
  monotonicMs(): number;
}

export const REAL_CLOCK: RealClock = { now: () => new Date(), monotonicMs: () => performance.now() };
