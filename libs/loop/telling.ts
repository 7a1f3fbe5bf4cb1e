import { Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type WorkflowOptions } from '@temporalio/client';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import type { Keepers, Kept } from './kept';

export const TASK_QUEUE = 'duban-supervision';

const PLAN = defineSearchAttributeKey('DubanPlan', 'KEYWORD');
const UNIT = defineSearchAttributeKey('DubanUnit', 'KEYWORD_LIST');
const LIGHT = defineSearchAttributeKey('DubanLight', 'KEYWORD');
const DUE = defineSearchAttributeKey('DubanDue', 'DATETIME');

/** Search attributes that the workflows carry, with their types, for whoever registers them. */
export const SEARCH_ATTRIBUTES = { DubanPlan: 'Keyword', DubanUnit: 'KeywordList', DubanLight: 'Keyword', DubanDue: 'Datetime' } as const;

/** Whoever makes a stream's workflow look again. */
export interface Tells {
  tell(kept: Kept): Promise<void>;
}

/** Starts and wakes the workflows of items and proceedings. */
export class Telling implements Tells {
  constructor(
    private readonly client: Client,
    private readonly keepers: Keepers,
  ) {}

  /** Makes sure that the workflow runs, and that it looks again: start and signal in one. */
  async tell(kept: Kept): Promise<void> {
    await this.client.workflow.signalWithStart(this.typeOf(kept), { ...startOf(kept, false), signal: 'itemChanged', signalArgs: [] });
  }

  /**
   * Starts the workflow of a stream that has none. It looks for the first time after so long, or as soon as it is told something:
   * of a large plan each item runs at once, and the looks come one after the other.
   */
  async begin(kept: Kept, looksInMs: number): Promise<void> {
    try {
      await this.client.workflow.start(this.typeOf(kept), { ...startOf(kept, true), ...(looksInMs > 0 ? { startDelay: looksInMs } : {}) });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      await this.tell(kept);
    }
  }

  /** Whether a workflow of that id runs now. */
  async runs(workflowId: string): Promise<boolean> {
    try {
      const found = await this.client.workflow.getHandle(workflowId).describe();
      return found.status.name === 'RUNNING';
    } catch (error) {
      if (error instanceof WorkflowNotFoundError) return false;
      throw error;
    }
  }

  /** Ends a run that no longer answers, before it is started anew. */
  async replace(kept: Kept): Promise<void> {
    try {
      await this.client.workflow.getHandle(kept.workflowId).terminate('replaced by the watchdog: it did not look in time');
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
    await this.tell(kept);
  }

  private typeOf(kept: Kept): string {
    const keeper = this.keepers.of(kept.stream);
    if (!keeper) throw new Error(`nothing keeps ${kept.stream}`);
    return keeper.workflowType;
  }
}

/** What a workflow is started with: its id, and what people and queries find it by. */
function startOf(kept: Kept, withDue: boolean): WorkflowOptions & { args: [string] } {
  const { plan, units, light, summary } = kept.show();
  return {
    taskQueue: TASK_QUEUE,
    workflowId: kept.workflowId,
    args: [kept.id],
    // What was closed and is reopened runs again under the same id.
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    staticSummary: summary.slice(0, 190),
    memo: { plan: kept.planId, item: kept.id },
    typedSearchAttributes: new TypedSearchAttributes([
      { key: PLAN, value: plan },
      { key: UNIT, value: units.slice(0, 20) },
      { key: LIGHT, value: light },
      ...(withDue && kept.next !== null ? [{ key: DUE, value: new Date(kept.next.at) }] : []),
    ]),
  };
}
