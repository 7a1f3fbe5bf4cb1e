import type { Pool } from 'pg';
import type { Client } from '@temporalio/client';
import { atOnce } from '#libs/commands/at-once';
import { UnreadableStream } from '#libs/commands/fold-cache';
import type { Keeper, Keepers, Kept } from './kept';
import type { Telling } from './telling';

export interface Reconciled {
  open: number;
  started: number;
  /** Streams that this program cannot read whole. */
  unreadable: string[];
}

/** Streams read in one go. */
const PAGE = 500;

/**
 * Everything open, item or proceeding, has its running workflow: reads the log, not the read models, and starts what Temporal does
 * not run.
 *
 * A Temporal that was lost whole is rebuilt by this alone; keys in the log keep anything from being issued twice.
 */
export async function reconcile(pool: Pool, keepers: Keepers, client: Client, telling: Telling, progress: (seen: number) => void = () => undefined): Promise<Reconciled> {
  const result: Reconciled = { open: 0, started: 0, unreadable: [] };
  for (const keeper of keepers.all) await reconcileKind(pool, keeper, client, telling, result, progress);
  return result;
}

async function reconcileKind(pool: Pool, keeper: Keeper, client: Client, telling: Telling, result: Reconciled, progress: (seen: number) => void): Promise<void> {
  const running = new Set<string>();
  for await (const run of client.workflow.list({ query: `WorkflowType = '${keeper.workflowType}' AND ExecutionStatus = 'Running'` })) running.add(run.workflowId);
  // One that this program cannot read keeps no other from its workflow.
  const unreadable = (stream: string) => (error: unknown): null => {
    if (!(error instanceof UnreadableStream)) throw error;
    result.unreadable.push(stream);
    return null;
  };
  // `0` follows `/`: the end of what begins with the prefix.
  const end = `${keeper.prefix.slice(0, -1)}0`;
  for (let after = keeper.prefix; ; ) {
    const { rows } = await pool.query<{ stream: string }>('select stream from log.streams where stream > $1 and stream < $2 order by stream limit $3', [after, end, PAGE]);
    if (rows.length === 0) return;
    after = rows.at(-1)!.stream;
    const lost: Kept[] = [];
    await atOnce(rows, 16, async ({ stream }) => {
      const kept = await keeper.read(stream, true).catch(unreadable(stream));
      if (!kept?.open) return;
      result.open += 1;
      if (!running.has(kept.workflowId)) lost.push(kept);
    });
    await atOnce(lost, 32, (kept) => telling.tell(kept));
    result.started += lost.length;
    progress(result.open);
  }
}
