import type { Pool } from 'pg';
import { PLAN_STREAM } from '#libs/supervision/plan/plan.events';
import type { PlanState } from '#libs/supervision/plan/plan.evolve';

/** A plan that was read from the same bytes. */
export interface SamePlan {
  planId: string;
  title: string;
  status: PlanState['status'];
  fileName: string;
}

/** What was given up is no copy: a draft made after it is no repeat. */
const GIVEN_UP: readonly PlanState['status'][] = ['discarded', 'withdrawn'];

/** Ids of plans that began with a file of this digest, the newest first. Of each plan the first event alone is looked at. */
async function idsOf(pool: Pool, sha256: string): Promise<string[]> {
  const { rows } = await pool.query<{ stream: string }>(
    `select stream from log.events where stream > 'plan/' and stream < 'plan0' and version = 1 and data->'source'->>'sha256' = $1 order by recorded_at desc, stream`,
    [sha256],
  );
  return rows.map(({ stream }) => stream.slice(PLAN_STREAM.length));
}

/**
 * An office's plans that were read from the same bytes and still stand, the newest first. Another office may import the same paper: a higher
 * level's plan comes to many.
 *
 * @param load a plan as it now is
 */
export async function plansOfFile(pool: Pool, sha256: string, officeUnitId: string, load: (planId: string) => Promise<PlanState | null>): Promise<SamePlan[]> {
  const same: SamePlan[] = [];
  for (const planId of await idsOf(pool, sha256)) {
    const state = await load(planId);
    if (state === null || state.officeUnitId !== officeUnitId || GIVEN_UP.includes(state.status)) continue;
    same.push({ planId, title: state.plan.title, status: state.status, fileName: state.source.name });
  }
  return same;
}
