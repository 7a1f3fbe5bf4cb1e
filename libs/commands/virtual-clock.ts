import type { Pool } from 'pg';
import { addMs, type Instant } from '#libs/supervision/time/day';
import type { Clock } from './clock';

/** How often a process looks where the virtual clock stands. */
const POLL_MS = 100;
/** A sleeping workflow looks again at least so often, since the clock stands still at what is due. */
const LONGEST_REAL_MS = 2_000;

/**
 * The clock of the demo: kept in the database, set forward by its driver alone, read by every process.
 *
 * It stands still while the system is down and never passes the next due moment until it was acted on.
 */
export class VirtualClock implements Clock {
  private at: Instant = new Date(0).toISOString();
  private daysPerSecond = 1;
  private timer: NodeJS.Timeout | null = null;

  private constructor(private readonly pool: Pool) {}

  /** Opens the clock, set to `start` if it was never set. */
  static async open(pool: Pool, start: Instant, daysPerSecond: number): Promise<VirtualClock> {
    await pool.query('insert into loop.clock (at, days_per_second) values ($1, $2) on conflict (id) do nothing', [start, daysPerSecond]);
    const clock = new VirtualClock(pool);
    await clock.look();
    clock.timer = setInterval(() => void clock.look().catch(() => undefined), POLL_MS);
    clock.timer.unref();
    return clock;
  }

  now(): Instant {
    return this.at;
  }

  realMsUntil(moment: Instant): number {
    const virtual = Date.parse(moment) - Date.parse(this.at);
    return virtual <= 0 ? 0 : Math.min(virtual / (this.daysPerSecond * 86_400), LONGEST_REAL_MS) + POLL_MS;
  }

  /** Reads where the clock stands. An answer from before it was set forward, which comes in later, does not turn it back. */
  async look(): Promise<void> {
    const { rows } = await this.pool.query<{ at: Date; days_per_second: number }>('select at, days_per_second from loop.clock');
    const row = rows[0];
    if (!row) return;
    const at = row.at.toISOString();
    if (at > this.at) this.at = at;
    this.daysPerSecond = row.days_per_second;
  }

  /**
   * Sets the clock forward by a span of real time, but not past what is due and was not acted on.
   *
   * @param bound a moment that it does not pass either
   * @returns the moment that it waits for, if it had to stop there
   */
  async advance(realMs: number, bound: Instant | null = null): Promise<Instant | null> {
    const free = addMs(this.at, Math.round(realMs * this.daysPerSecond * 86_400));
    const target = bound !== null && bound < free ? bound : free;
    const { rows } = await this.pool.query<{ due: Date | null }>('select min(next_due) as due from loop.asks where open');
    const due = rows[0]?.due;
    const at = due && due.toISOString() < target ? (due.toISOString() > this.at ? due.toISOString() : this.at) : target;
    await this.pool.query('update loop.clock set at = greatest(at, $1)', [at]);
    this.at = at > this.at ? at : this.at;
    return due && due.toISOString() <= this.at ? due.toISOString() : null;
  }

  close(): void {
    if (this.timer) clearInterval(this.timer);
  }
}
