import type { Pool } from 'pg';
import type { Instant } from '#libs/supervision/time/day';

/** Says that a worker acts, at which moment of the domain's clock, and how right its own clock is. */
export async function beat(pool: Pool, at: Instant, skewMs: number): Promise<void> {
  await pool.query(
    `insert into loop.heartbeat (at, epoch, skew_ms) select $1, current, $2 from log.epoch
     on conflict (id) do update set at = excluded.at, epoch = excluded.epoch, skew_ms = excluded.skew_ms, seen_at = now()`,
    [at, skewMs],
  );
}
