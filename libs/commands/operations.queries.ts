import type { Pool } from 'pg';
import type { ParkedCause, ParkedStream } from '#libs/event-store/parked-streams';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import type { Instant } from '#libs/supervision/time/day';

/** Rows of one kind that a report shows; the rest shows when these are mended. */
const MOST = 200;
/** Due and not acted on for so long, really, is overlooked. */
const OVERLOOKED = '2 minutes';

export interface Heartbeat {
  seenAt: string;
  silentMs: number;
  skewMs: number;
}

/** This machine's clock less PostgreSQL's; half of the round trip is the best guess at when the server looked. */
export async function clockSkew(pool: Pool): Promise<number> {
  const before = Date.now();
  const { rows } = await pool.query<{ now: Date }>('select clock_timestamp() as now');
  return (before + Date.now()) / 2 - (rows[0]?.now.getTime() ?? before);
}

export async function heartbeat(pool: Pool): Promise<Heartbeat | null> {
  const { rows } = await pool.query<{ seen_at: Date; silent: number; skew_ms: number }>('select seen_at, extract(epoch from now() - seen_at)::float8 * 1000 as silent, skew_ms from loop.heartbeat');
  const row = rows[0];
  return row ? { seenAt: row.seen_at.toISOString(), silentMs: row.silent, skewMs: row.skew_ms } : null;
}

export async function subscriptionNames(pool: Pool): Promise<string[]> {
  return (await pool.query<{ name: string }>('select name from log.checkpoints order by name')).rows.map((r) => r.name);
}

export async function parked(pool: Pool): Promise<(ParkedStream & { subscription: string; since: string })[]> {
  const { rows } = await pool.query<{ subscription: string; stream: string; version: string; cause: ParkedCause; reason: string; reason_zh: string; since: Date }>(
    'select subscription, stream, version, cause, reason, reason_zh, since from log.parked order by since limit $1',
    [MOST],
  );
  return rows.map(({ subscription, stream, version, cause, reason, reason_zh, since }) => ({ subscription, stream, version: Number(version), cause, reason: { zh: reason_zh, en: reason }, since: since.toISOString() }));
}

export async function stuck(pool: Pool): Promise<{ stream: string; key: string; times: number; reason: string; since: string }[]> {
  const { rows } = await pool.query<{ stream: string; key: string; times: number; reason: string; since: Date }>('select stream, key, times, reason, since from loop.stuck order by since limit $1', [MOST]);
  return rows.map((r) => ({ ...r, since: r.since.toISOString() }));
}

/** Open items and proceedings that no workflow has looked at in time: their due moment passed, or no ask of theirs is there at all. */
export async function overlooked(pool: Pool, now: Instant): Promise<{ stream: string; since: string; never: boolean }[]> {
  const { rows } = await pool.query<{ stream: string; since: Date; never: boolean }>(
    `select stream, asked_at as since, false as never from loop.asks
      where open and next_due < $1::timestamptz and asked_at < now() - $2::interval
     union all
     select e.stream, e.stored_at, true
       from read.item i join log.events e on e.stream = $4 || i.item_id and e.version = 1
      where i.known_to = 'infinity' and i.closed_how is null and e.stored_at < now() - $2::interval
        and not exists (select 1 from loop.asks a where a.stream = e.stream)
     union all
     select e.stream, e.stored_at, true
       from read.proceeding p join log.events e on e.stream = p.kind || '/' || p.proceeding_id and e.version = 1
      where p.known_to = 'infinity' and (p.closed_how is null or p.next_due is not null) and e.stored_at < now() - $2::interval
        and not exists (select 1 from loop.asks a where a.stream = e.stream)
      order by 2 limit $3`,
    [now, OVERLOOKED, MOST, ITEM_STREAM],
  );
  return rows.map((r) => ({ ...r, since: r.since.toISOString() }));
}

/** Jobs that ended with entries given up, each with the last reason. */
export async function failedJobs(pool: Pool): Promise<{ stream: string; failed: number; of: number; reason: string; since: string }[]> {
  const { rows } = await pool.query<{ stream: string; failed: number; of: number; reason: string | null; since: Date }>(
    `select s.stream, (e.data->>'failed')::int as failed, (e.data->>'failed')::int + (e.data->>'done')::int as of, e.stored_at as since,
            (select f->>'reason' from log.events a, json_array_elements(a.data->'failed') f where a.stream = s.stream and a.type = 'JobAdvanced' order by a.version desc limit 1) as reason
       from log.streams s join log.events e on e.stream = s.stream and e.version = s.version
      where s.stream > 'job/' and s.stream < 'job0' and e.type = 'JobEnded' and (e.data->>'failed')::int > 0
      order by e.stored_at limit $1`,
    [MOST],
  );
  return rows.map((r) => ({ ...r, reason: r.reason ?? '', since: r.since.toISOString() }));
}

export async function held(pool: Pool): Promise<{ count: number; since: string | null }> {
  const { rows } = await pool.query<{ count: number; since: Date | null }>('select count(*)::int as count, min(delivered_at) as since from read.inbox where held');
  return { count: rows[0]?.count ?? 0, since: rows[0]?.since?.toISOString() ?? null };
}

/** Unread notices for units in which nobody could read them. */
export async function undelivered(pool: Pool): Promise<{ unitId: string; count: number; since: string }[]> {
  const { rows } = await pool.query<{ unit_id: string; count: number; since: Date }>(
    `select x.unit_id, count(*)::int as count, min(x.delivered_at) as since from read.inbox x
      where x.read_at is null and not x.held
        and not exists (select 1 from auth.grants g join auth.accounts a on a.id = g.account_id
                         where g.unit_id = x.unit_id and a.status = 'active' and (g.until is null or g.until > now()))
      group by 1 order by 2 desc limit $1`,
    [MOST],
  );
  return rows.map((r) => ({ unitId: r.unit_id, count: r.count, since: r.since.toISOString() }));
}

/** Mails that no server took and that are not tried any more. */
export async function deadMails(pool: Pool): Promise<{ messageId: string; owner: string; attempts: number; reason: string; since: string }[]> {
  const { rows } = await pool.query<{ message_id: string; owner_kind: string; owner_id: string; attempts: number; reason: string | null; made_at: Date }>(
    `select message_id, owner_kind, owner_id, attempts, reason, made_at from mail.mails where state = 'dead' order by made_at limit $1`,
    [MOST],
  );
  return rows.map((r) => ({ messageId: r.message_id, owner: r.owner_id, attempts: r.attempts, reason: r.reason ?? '', since: r.made_at.toISOString() }));
}

/** Mails that were tried and wait for their next try. */
export async function lateMails(pool: Pool): Promise<{ count: number; since: string | null; reason: string | null }> {
  const { rows } = await pool.query<{ count: number; since: Date | null; reason: string | null }>(
    `select count(*)::int as count, min(made_at) as since, max(reason) as reason from mail.mails where state = 'waiting' and attempts > 2 and reason is not null`,
  );
  return { count: rows[0]?.count ?? 0, since: rows[0]?.since?.toISOString() ?? null, reason: rows[0]?.reason ?? null };
}

/** The log was restored and nobody has said which numbers had gone out: see settle-numbers.ts. */
export async function numbersWait(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ wait: boolean }>(
    `select current > 1 and not exists (select 1 from log.events where stream = 'numbers/settled' and (data ->> 'epoch')::int = current) as wait from log.epoch`,
  );
  return rows[0]?.wait ?? false;
}

export async function writeRetry(pool: Pool, kind: string, target: string, askedBy: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>('insert into loop.retries (kind, target, asked_by) values ($1, $2, $3) returning id', [kind, target, askedBy]);
  return rows[0]!.id;
}
