import type { JobState } from '#libs/commands/job.events';
import type { Outcome } from '#libs/commands/outcome';
import { encodeToken } from '#libs/event-store/cursor';
import type { Core } from '../core/core';
import { accepted } from '../problems/outcome';
import { jobBody, type JobAnswer } from './job.dto';

/** Real time for which a request works on a job itself; what is left is the worker's, or a repeat's under the same key. */
const BUDGET_MS = 8_000;

/** Runs a job that was begun for as long as a request may take, and tells how far it is. */
export async function runJob(core: Core, begun: Outcome<JobState>): Promise<JobAnswer> {
  const { state, replayed } = accepted(begun);
  const folded = await core.office.jobs.run(state.id, BUDGET_MS);
  return { job: jobBody(folded.state ?? state), position: encodeToken(folded.cursor), replayed };
}
