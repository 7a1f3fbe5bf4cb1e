import type { Pool } from 'pg';
import type { PlanCommands } from './plan-commands';

/** A plan that somebody is issuing right now is left alone for so long. */
const ABANDONED_SECONDS = 30;

/** Finishes plans whose issuing was begun and broke off; what was issued already is not issued twice. */
export async function resumeIssuing(pool: Pool, plans: PlanCommands): Promise<number> {
  const { rows } = await pool.query<{ stream: string }>(
    `select s.stream from log.streams s join log.events e on e.stream = s.stream and e.version = s.version
      where s.stream > 'plan/' and s.stream < 'plan0' and e.type = 'IssueBegun' and e.stored_at < now() - make_interval(secs => $1)`,
    [ABANDONED_SECONDS],
  );
  for (const { stream } of rows) await plans.issue(stream.slice('plan/'.length), { kind: 'system', name: 'worker' }, { scope: 'system:issue', commandId: `resume/${stream}` });
  return rows.length;
}
