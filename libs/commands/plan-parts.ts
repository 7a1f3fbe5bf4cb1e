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

/** That a plan has not come to its end, and the version by which that is known: after either end nothing but the other follows. */
export async function planGoesOn(store: EventStore, planId: string): Promise<{ guard: { stream: string; version: number } } | { rejected: Rejection }> {
  const stream = PLAN_STREAM + planId;
  const { version } = await store.head(stream);
  const [last] = version === 0 ? [] : await store.readStream(stream, version - 1);
  if (last?.type === 'PlanWithdrawn') return reject('plan-withdrawn');
  return last?.type === 'PlanArchived' ? reject('plan-archived') : { guard: { stream, version: last?.version ?? version } };
}
