import type { EventStore } from '#libs/event-store/event-store';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import { PROCEEDING_KINDS } from '#libs/supervision/proceeding/kinds';
import { reject, type Rejection } from '#libs/supervision/rejection';

/** Streams of the proceedings that belong to a plan, from the log itself: open or closed, in the order of kinds and ids. */
export async function proceedingsOf(store: EventStore, planId: string): Promise<string[]> {
  const found: string[] = [];
  for (const { name } of PROCEEDING_KINDS) {
    const { rows } = await store.pool.query<{ stream: string }>(
      `select s.stream from log.streams s join log.events e on e.stream = s.stream and e.version = 1
        where s.stream > $1 and s.stream < $2 and e.data->>'planId' = $3 order by s.stream`,
      [`${name}/`, `${name}0`, planId],
    );
    found.push(...rows.map((r) => r.stream));
  }
  return found;
}

/** That a plan has not come to its end, and the version by which that is known. */
export async function planGoesOn(store: EventStore, planId: string): Promise<{ guard: { stream: string; version: number } } | { rejected: Rejection }> {
  const stream = PLAN_STREAM + planId;
  const { rows } = await store.pool.query<{ version: string; ended: string | null }>(
    `select s.version, (select e.type from log.events e where e.stream = s.stream and e.type in ('PlanWithdrawn', 'PlanArchived') order by e.version desc limit 1) as ended from log.streams s where s.stream = $1`,
    [stream],
  );
  const found = rows[0] ?? { version: 0, ended: null };
  if (found.ended === null) return { guard: { stream, version: Number(found.version) } };
  return reject(found.ended === 'PlanWithdrawn' ? 'plan-withdrawn' : 'plan-archived');
}
