import type { Pool } from 'pg';
import { refusalOfClock, type ClockChoice, type ClockRefusal } from './open-clock';

/** Machines' own clocks that differ by more stop acting: a deadline must not depend on whose clock is wrong. */
export const MOST_SKEW_MS = 5_000;
const CHECK_MS = 5_000;

/** Nothing is written while the clock cannot be trusted; reading goes on. */
export class ClockNotTrusted extends Error {
  constructor(readonly refusal: ClockRefusal) {
    super(`${refusal.zh} / ${refusal.en}`);
    this.name = 'ClockNotTrusted';
  }
}

/**
 * This machine's clock less the server's, as far as the answer proves it: the server looked between question and answer, so that a
 * server that answers late is not taken for one whose clock is wrong.
 */
export function leastSkew(asked: number, told: number, answered: number): number {
  if (told < asked) return asked - told;
  return told > answered ? answered - told : 0;
}

/** Whether this process may act by its clock: this machine's against PostgreSQL's, and the kind that the database is driven by. */
export class ClockWatch {
  /** This machine's clock less PostgreSQL's; what a report shows. */
  skewMs = 0;
  private kind: ClockRefusal | null = null;
  private looked = false;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly pool: Pool,
    private readonly choice: ClockChoice,
  ) {}

  /** Why nothing may be written, as last looked at; null where all is well. */
  reason(): ClockRefusal | null {
    if (this.kind) return this.kind;
    const ms = Math.round(this.skewMs);
    if (Math.abs(ms) <= MOST_SKEW_MS) return null;
    return {
      code: 'clock-skew',
      zh: `本机与数据库的时钟相差 ${ms} 毫秒，暂停办理，查阅不受影响；请管理员校准时钟（NTP），相差 5 秒以内自动恢复，届时用同一 Idempotency-Key 重试`,
      en: `The clocks of this machine and of PostgreSQL differ by ${ms} ms: commands wait, reading goes on. Set the clocks right (NTP); below 5 s commands are taken again: retry with the same Idempotency-Key`,
    };
  }

  async check(): Promise<void> {
    const before = Date.now();
    const { rows } = await this.pool.query<{ now: Date }>('select clock_timestamp() as now');
    const after = Date.now();
    this.skewMs = leastSkew(before, rows[0]?.now.getTime() ?? before, after);
    this.kind = await refusalOfClock(this.pool, this.choice);
    this.looked = true;
  }

  /** @throws ClockNotTrusted where nothing may be written; what `pg` throws where it was never looked, and cannot be */
  async mustBeTrusted(): Promise<void> {
    if (!this.looked) await this.check();
    const refusal = this.reason();
    if (refusal) throw new ClockNotTrusted(refusal);
  }

  start(): void {
    this.timer = setInterval(() => void this.check().catch(() => undefined), CHECK_MS);
    this.timer.unref();
  }

  stop(): void {
    if (this.timer) clearInterval(this.timer);
  }
}
