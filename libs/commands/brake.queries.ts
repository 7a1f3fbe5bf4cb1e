import type { Pool } from 'pg';
import type { Instant } from '#libs/supervision/time/day';

/** One held delivery: a notice to one post of a unit. */
export interface HeldNotice {
  noticeId: string;
  itemId: string;
  number: string;
  title: string;
  kind: string;
  unitId: string;
  post: string;
  since: Instant;
  /** The work it is about was completed or closed meanwhile: sent now, it would puzzle its reader. */
  stale: boolean;
}

export async function heldNotices(pool: Pool): Promise<HeldNotice[]> {
  const { rows } = await pool.query<Omit<HeldNotice, 'since'> & { since: Date }>(
    `select x.notice_id as "noticeId", n.item_id as "itemId", i.number, i.title, n.kind, x.unit_id as "unitId", x.post, x.delivered_at as since,
            i.closed_how is not null or n.voided_at is not null as stale
       from read.inbox x join read.notice n using (notice_id) join read.item i on i.item_id = n.item_id and i.known_to = 'infinity'
      where x.held order by x.delivered_at, x.notice_id, x.unit_id, x.post`,
  );
  return rows.map((r) => ({ ...r, since: r.since.toISOString() }));
}

/**
 * How many rungs were to be expected up to a moment, as the read models knew it before: the duties that stood open in items
 * whose next due moment lay before then. An estimate from above (not every duty of such an item is due), which the factor of
 * the brake allows for. What was due and not acted on counts as foreseen: an hour without a worker is no alarm.
 */
export async function forecastRungs(pool: Pool, asKnownAt: Instant, until: Instant): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count
       from read.item i join read.duty d on d.item_id = i.item_id and d.known_from <= $1::timestamptz and d.known_to > $1::timestamptz
      where i.known_from <= $1::timestamptz and i.known_to > $1::timestamptz and i.next_due <= $2::timestamptz`,
    [asKnownAt, until],
  );
  return rows[0]?.count ?? 0;
}

/** Open items with something due by the moment, as their workflows know it. */
export async function dueBy(pool: Pool, moment: Instant): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`select count(*)::int as count from read.item where known_to = 'infinity' and closed_how is null and next_due <= $1::timestamptz`, [moment]);
  return rows[0]?.count ?? 0;
}

/** When something was last acted on, on the domain's clock, and in which epoch: the worker's word, or the log's newest event. */
export async function lastActed(pool: Pool): Promise<{ at: Instant | null; epochThen: number | null; epochNow: number }> {
  const { rows } = await pool.query<{ beat: Date | null; epoch_then: number | null; newest: Date | null; epoch_now: number }>(
    `select (select at from loop.heartbeat) as beat, (select epoch from loop.heartbeat) as epoch_then, current as epoch_now,
            (select recorded_at from log.events order by epoch desc, transaction_id desc, position desc limit 1) as newest
       from log.epoch`,
  );
  const row = rows[0];
  const times = [row?.beat, row?.newest].flatMap((t) => t?.toISOString() ?? []).sort();
  return { at: times.at(-1) ?? null, epochThen: row?.epoch_then ?? null, epochNow: row?.epoch_now ?? 1 };
}
