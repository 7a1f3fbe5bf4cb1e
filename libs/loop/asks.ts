import type { Pool } from 'pg';
import type { Instant } from '#libs/supervision/time/day';
import type { Kept } from './kept';

/** What a stream's workflow knows: written at every ask, read by the feeder and the watchdog. */
export interface Ask {
  stream: string;
  workflowId: string;
  open: boolean;
  versionSeen: number;
  nextKey: string | null;
  nextDue: Instant | null;
}

export async function writeAsk(pool: Pool, ask: Ask): Promise<void> {
  await pool.query({
    name: 'loop-write-ask',
    text: `insert into loop.asks (stream, workflow_id, open, version_seen, next_key, next_due) values ($1,$2,$3,$4,$5,$6)
           on conflict (stream) do update set workflow_id = $2, open = $3, version_seen = greatest(loop.asks.version_seen, $4), next_key = $5, next_due = $6, asked_at = now()`,
    values: [ask.stream, ask.workflowId, ask.open, ask.versionSeen, ask.nextKey, ask.nextDue],
  });
}

/** What was kept when it was read, as its workflow's ask. */
export function askOf(kept: Kept): Ask {
  return { stream: kept.stream, workflowId: kept.workflowId, open: kept.open, versionSeen: kept.version, nextKey: kept.next?.key ?? null, nextDue: kept.next?.at ?? null };
}

/** A stream whose workflow was started and looks for the first time after so long. */
export interface FirstAsk {
  kept: Kept;
  looksInMs: number;
}

/**
 * Writes for workflows just started what falls due and by when they look: with that the watchdog watches over them from the
 * start. Nothing is changed where one has looked already.
 */
export async function writeFirstAsks(pool: Pool, asks: readonly FirstAsk[]): Promise<void> {
  if (asks.length === 0) return;
  await pool.query({
    name: 'loop-write-first-asks',
    text: `insert into loop.asks (stream, workflow_id, open, version_seen, next_key, next_due, asked_at)
           select stream, workflow_id, true, 0, next_key, next_due, now() + make_interval(secs => ms / 1000.0)
             from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::float8[]) as a(stream, workflow_id, next_key, next_due, ms)
           on conflict (stream) do nothing`,
    values: [asks.map((a) => a.kept.stream), asks.map((a) => a.kept.workflowId), asks.map((a) => a.kept.next?.key ?? null), asks.map((a) => a.kept.next?.at ?? null), asks.map((a) => a.looksInMs)],
  });
}
