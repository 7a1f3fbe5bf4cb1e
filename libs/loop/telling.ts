import { Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError, type WorkflowOptions } from '@temporalio/client';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import { workflowIdOf } from './asks';
import type { ItemState } from '#libs/supervision/item/item.types';
import { itemLight } from '#libs/supervision/item/item.light';
import type { Roster } from '#libs/supervision/roster/roster';
import type { Instant } from '#libs/supervision/time/day';

export const TASK_QUEUE = 'duban-supervision';

const PLAN = defineSearchAttributeKey('DubanPlan', 'KEYWORD');
const UNIT = defineSearchAttributeKey('DubanUnit', 'KEYWORD_LIST');
const LIGHT = defineSearchAttributeKey('DubanLight', 'KEYWORD');
const DUE = defineSearchAttributeKey('DubanDue', 'DATETIME');

/** Search attributes that the workflows carry, with their types, for whoever registers them. */
export const SEARCH_ATTRIBUTES = { DubanPlan: 'Keyword', DubanUnit: 'KeywordList', DubanLight: 'Keyword', DubanDue: 'Datetime' } as const;

/** Starts and wakes the workflows of items. */
export class Telling {
  constructor(
    private readonly client: Client,
    private readonly roster: () => Promise<Roster>,
  ) {}

  /** Makes sure that the item's workflow runs, and that it looks again: start and signal in one. */
  async tell(state: ItemState): Promise<void> {
    await this.client.workflow.signalWithStart('superviseItem', { ...(await this.about(state, null)), signal: 'itemChanged', signalArgs: [] });
  }

  /**
   * Starts the workflow of an item that has none. It looks for the first time after so long, or as soon as it is told something:
   * of a large plan each item runs at once, and the looks come one after the other.
   */
  async begin(state: ItemState, due: Instant | null, looksInMs: number): Promise<void> {
    try {
      await this.client.workflow.start('superviseItem', { ...(await this.about(state, due)), ...(looksInMs > 0 ? { startDelay: looksInMs } : {}) });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
      await this.tell(state);
    }
  }

  /** What a workflow is started with: its id, and what people and queries find it by. */
  private async about(state: ItemState, due: Instant | null): Promise<WorkflowOptions & { args: [string] }> {
    const roster = await this.roster();
    const name = (unitId: string): string => roster.units[unitId]?.name ?? unitId;
    const units = Object.values(state.assignments).filter((a) => a.status === 'active' || a.status === 'completed').map((a) => name(a.unitId));
    return {
      taskQueue: TASK_QUEUE,
      workflowId: workflowIdOf(state),
      args: [state.id],
      // A closed item that is reopened runs again under the same id.
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      staticSummary: `${state.number} ${state.title}`.slice(0, 190),
      memo: { plan: state.planId, item: state.id },
      typedSearchAttributes: new TypedSearchAttributes([
        { key: PLAN, value: state.planNumber ?? state.planId },
        { key: UNIT, value: units.slice(0, 20) },
        { key: LIGHT, value: itemLight(state).light },
        ...(due === null ? [] : [{ key: DUE, value: new Date(due) }]),
      ]),
    };
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
  async replace(state: ItemState): Promise<void> {
    try {
      await this.client.workflow.getHandle(workflowIdOf(state)).terminate('replaced by the watchdog: it did not look at its item in time');
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
    }
    await this.tell(state);
  }
}
