import type { Pool } from 'pg';
import type { Brake } from './supervision/supervision.activities';

/** Machines' own clocks that differ by more stop acting: a deadline must not depend on whose clock is wrong. */
const MOST_SKEW_MS = 5_000;
const CHECK_MS = 15_000;

/** Holds the loop while this machine's clock and PostgreSQL's differ. */
export class ClockBrake implements Brake {
  /** This machine's clock less PostgreSQL's; what a report shows. */
  skewMs = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly pool: Pool) {}

  reason(): string | null {
    return Math.abs(this.skewMs) > MOST_SKEW_MS ? `the clocks of this machine and of PostgreSQL differ by ${Math.round(this.skewMs)} ms` : null;
  }

  async check(): Promise<void> {
    const before = Date.now();
    const { rows } = await this.pool.query<{ now: Date }>('select clock_timestamp() as now');
    const after = Date.now();
    // Half of the round trip is the best guess at when the server looked.
    this.skewMs = (before + after) / 2 - (rows[0]?.now.getTime() ?? before);
  }

  start(): void {
    this.timer = setInterval(() => void this.check().catch(() => undefined), CHECK_MS);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }
}
