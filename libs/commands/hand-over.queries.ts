import type { Pool } from 'pg';
import { readEnd } from '#libs/event-store/read-by-stream';
import { waitForCheckpoint } from '#libs/event-store/wait-for-checkpoint';
import type { Holder } from '#libs/supervision/holding';

const PROJECTOR = 'projector';
const WAIT_MS = 3_000;

/** Whether the read models have come to the end of the log: else what is listed might lack the newest. */
export async function listsAreNew(pool: Pool): Promise<boolean> {
  const end = await readEnd(pool);
  return end === null || waitForCheckpoint(pool, PROJECTOR, end, WAIT_MS);
}

/**
 * Streams of open items and proceedings in which the holder may hold something; what they do hold, each says itself. A unit may be
 * planned for in a programme and be inspected before it is told: no list of its own says so, and all of these are looked into.
 */
export async function streamsOf(pool: Pool, { unitId, personId }: Holder): Promise<string[]> {
  const { rows } = await pool.query<{ stream: string }>(
    `select distinct 'item/' || a.item_id as stream
       from read.assignment a join read.item i on i.item_id = a.item_id and i.known_to = 'infinity'
      where a.known_to = 'infinity' and a.unit_id = $1 and a.status <> all('{declined,transferred,dropped}') and ($2::text is null or a.person_id = $2) and i.closed_how is null
     union all
     select kind || '/' || proceeding_id from read.proceeding where known_to = 'infinity' and closed_how is null and (unit_ids @> array[$1] or $2::text is null and kind = any('{inspection,programme}'))
      order by 1`,
    [unitId, personId],
  );
  return rows.map((r) => r.stream);
}

/** Items that are closed and stay with who did them. */
export async function closedOf(pool: Pool, { unitId, personId }: Holder): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(distinct a.item_id)::int as count
       from read.assignment a join read.item i on i.item_id = a.item_id and i.known_to = 'infinity'
      where a.known_to = 'infinity' and a.unit_id = $1 and ($2::text is null or a.person_id = $2) and i.closed_how is not null`,
    [unitId, personId],
  );
  return rows[0]?.count ?? 0;
}

/** Of these units, how many open assignments each still has, and how many duties in proceedings. */
export async function stillHeld(pool: Pool, unitIds: readonly string[]): Promise<Map<string, { assignments: number; duties: number }>> {
  const { rows } = await pool.query<{ unit_id: string; assignments: number; duties: number }>(
    `select unit_id, sum(assignments)::int as assignments, sum(duties)::int as duties from (
     select a.unit_id, 1 as assignments, 0 as duties from read.assignment a join read.item i on i.item_id = a.item_id and i.known_to = 'infinity'
      where a.known_to = 'infinity' and a.status <> all('{completed,declined,transferred,dropped}') and a.unit_id = any($1) and i.closed_how is null
     union all
     select unit_id, 0, 1 from read.proceeding_duty where known_to = 'infinity' and unit_id = any($1)) held group by 1`,
    [unitIds],
  );
  return new Map(rows.map(({ unit_id, assignments, duties }) => [unit_id, { assignments, duties }]));
}

/** Ids of hand-overs, newest first. */
export async function handOverIds(pool: Pool, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ stream: string }>(
    `select e.stream from log.events e where e.stream > 'hand-over/' and e.stream < 'hand-over0' and e.version = 1 order by e.recorded_at desc, e.stream limit $1`,
    [limit],
  );
  return rows.map((r) => r.stream.slice('hand-over/'.length));
}
