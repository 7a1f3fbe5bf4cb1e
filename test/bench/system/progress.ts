import type { Pool } from 'pg';
import { waitFor } from '#libs/platform/readiness';

/** Waits until the workflows of a plan's items have looked at them; milliseconds of `Date.now` at which the last one had. */
export async function allLooked(pool: Pool, planId: string, count: number, deadlineMs = 300_000): Promise<number> {
  const last = await waitFor(
    { zh: '等待工作流', en: 'waiting for the workflows' },
    async () => {
      const { rows } = await pool.query<{ count: string; last: Date }>(`select count(*) as count, max(asked_at) as last from loop.asks where stream like $1 and version_seen > 0`, [`item/${planId}-%`]);
      return Number(rows[0]?.count) >= count ? rows[0]?.last : undefined;
    },
    { deadlineMs, everyMs: 100 },
  );
  return last.getTime();
}

/** Waits until a subscription has come to the end of the log; how long that took, in seconds. */
export async function drained(pool: Pool, subscription: string, deadlineMs = 180_000): Promise<number> {
  const began = performance.now();
  await waitFor(
    { zh: `等待 ${subscription}`, en: `waiting for ${subscription}` },
    async () => {
      const { rows } = await pool.query<{ behind: boolean }>(
        `select coalesce((select (e.epoch, e.transaction_id, e.position) > (c.epoch, c.transaction_id, c.position)
           from log.events e order by e.epoch desc, e.transaction_id desc, e.position desc limit 1), false) as behind
           from log.checkpoints c where c.name = $1`,
        [subscription],
      );
      return rows[0]?.behind === false;
    },
    { deadlineMs, everyMs: 50 },
  );
  return (performance.now() - began) / 1000;
}

/** Waits until every workflow has seen its item as it is: also what was told in the slow lane. Seconds. */
export async function allSeen(pool: Pool, deadlineMs = 180_000): Promise<number> {
  const began = performance.now();
  await waitFor(
    { zh: '等待慢车道', en: 'waiting for the slow lane' },
    async () => {
      const { rows } = await pool.query<{ behind: string }>(`select count(*) as behind from loop.asks a join log.streams s using (stream) where a.open and s.version > a.version_seen`);
      return rows[0]?.behind === '0';
    },
    { deadlineMs, everyMs: 500 },
  );
  return (performance.now() - began) / 1000;
}

/** Transaction ids given out so far in the whole cluster: each write transaction takes one. */
export async function transactionIds(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ next: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as next');
  return Number(rows[0]?.next);
}

/** Events in the log. */
export async function eventCount(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: string }>('select count(*) as count from log.events');
  return Number(rows[0]?.count);
}
