import type { Pool } from 'pg';
import type { Client } from '@temporalio/client';
import { atOnce } from '#libs/commands/at-once';
import type { ItemCommands } from '#libs/commands/item-commands';
import { workflowIdOf } from './asks';
import { UnknownEvent } from '#libs/commands/fold-cache';
import { isLookedAfter } from '#libs/supervision/item/item.duties';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import type { ItemState } from '#libs/supervision/item/item.types';
import type { Telling } from './telling';

export interface Reconciled {
  open: number;
  started: number;
  /** Streams with events of a newer program. */
  unreadable: string[];
}

/** Streams read in one go. */
const PAGE = 500;

/**
 * Every open item has its running workflow: reads the log, not the read models, and starts what Temporal does not run.
 *
 * A Temporal that was lost whole is rebuilt by this alone; keys in the log keep anything from being issued twice.
 */
export async function reconcile(pool: Pool, items: ItemCommands, client: Client, telling: Telling, progress: (seen: number) => void = () => undefined): Promise<Reconciled> {
  const running = new Set<string>();
  for await (const run of client.workflow.list({ query: `WorkflowType = 'superviseItem' AND ExecutionStatus = 'Running'` })) running.add(run.workflowId);
  const result: Reconciled = { open: 0, started: 0, unreadable: [] };
  // An item that this program cannot read keeps no other from its workflow.
  const unreadable = (stream: string) => (error: unknown): { state: null } => {
    if (!(error instanceof UnknownEvent)) throw error;
    result.unreadable.push(stream);
    return { state: null };
  };
  for (let after = ITEM_STREAM; ; ) {
    const { rows } = await pool.query<{ stream: string }>(`select stream from log.streams where stream > $1 and stream < 'item0' order by stream limit $2`, [after, PAGE]);
    if (rows.length === 0) return result;
    after = rows.at(-1)!.stream;
    const lost: ItemState[] = [];
    await atOnce(rows, 16, async ({ stream }) => {
      const { state } = await items.items.refresh(stream).catch(unreadable(stream));
      if (!state || !isLookedAfter(state)) return;
      result.open += 1;
      if (!running.has(workflowIdOf(state))) lost.push(state);
    });
    await atOnce(lost, 32, (state) => telling.tell(state));
    result.started += lost.length;
    progress(result.open);
  }
}
