import type { Pool } from 'pg';
import { PROCEEDING_SERIES } from '#libs/supervision/series';
import type { Instant } from '#libs/supervision/time/day';

/** One held delivery: a notice to one post of a unit. */
export interface HeldNotice {
  noticeId: string;
  /** Null for a notice of a proceeding. */
  itemId: string | null;
  /** `difficulty/d1`; null for a notice of an item. */
  proceeding: string | null;
  /** Of the item. */
  number: string | null;
  title: string;
  kind: string;
  unitId: string;
  post: string;
  since: Instant;
  /** The work it is about was completed or closed meanwhile: sent now, it would puzzle its reader. */
  stale: boolean;
}

/** Kinds of notice that tell of a proceeding's end, or stand beyond it. */
const AFTER_THE_END = ['closed', ...Object.keys(PROCEEDING_SERIES)];

export async function heldNotices(pool: Pool): Promise<HeldNotice[]> {
  const { rows } = await pool.query<Omit<HeldNotice, 'since'> & { since: Date }>(
    `select x.notice_id as "noticeId", n.item_id as "itemId", n.proceeding, i.number, coalesce(n.title, i.title, p.title, pl.title) as title, n.kind, x.unit_id as "unitId", x.post, x.delivered_at as since,
            i.closed_how is not null or n.voided_at is not null or (p.closed_how is not null and n.kind <> all($1)) as stale
       from read.inbox x join read.notice n using (notice_id)
            left join read.item i on i.item_id = n.item_id and i.known_to = 'infinity'
            left join read.proceeding p on p.kind = split_part(n.proceeding, '/', 1) and p.proceeding_id = split_part(n.proceeding, '/', 2) and p.known_to = 'infinity'
            left join read.plan pl on pl.plan_id = n.plan_id and pl.known_to = 'infinity'
      where x.held order by x.delivered_at, x.notice_id, x.unit_id, x.post`,
    [AFTER_THE_END],
  );
  return rows.map((r) => ({ ...r, since: r.since.toISOString() }));
}

/**
 * How many rungs were to be expected up to a moment, as the read models knew it before: the duties that stood open in items
 * and proceedings whose next due moment lay before then. An estimate from above (not every duty of such an item is due), which the factor of
 * the brake allows for. What was due and not acted on counts as foreseen: an hour without a worker is no alarm.
 */
export async function forecastRungs(pool: Pool, asKnownAt: Instant, until: Instant): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select ((select count(*)
       from read.item i join read.duty d on d.item_id = i.item_id and d.known_from <= $1::timestamptz and d.known_to > $1::timestamptz
      where i.known_from <= $1::timestamptz and i.known_to > $1::timestamptz and i.next_due <= $2::timestamptz)
     + (select count(*)
       from read.proceeding p join read.proceeding_duty d on d.kind = p.kind and d.proceeding_id = p.proceeding_id and d.known_from <= $1::timestamptz and d.known_to > $1::timestamptz
      where p.known_from <= $1::timestamptz and p.known_to > $1::timestamptz and p.next_due <= $2::timestamptz))::int as count`,
    [asKnownAt, until],
  );
  return rows[0]?.count ?? 0;
}

/** Open items and proceedings with something due by the moment, as their workflows know it. */
export async function dueBy(pool: Pool, moment: Instant): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`select ((select count(*) from read.item where known_to = 'infinity' and closed_how is null and next_due <= $1::timestamptz)
          + (select count(*) from read.proceeding where known_to = 'infinity' and next_due <= $1::timestamptz))::int as count`, [moment]);
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
