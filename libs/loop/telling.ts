import { Client, WorkflowNotFoundError } from '@temporalio/client';
import { defineSearchAttributeKey, TypedSearchAttributes } from '@temporalio/common';
import { workflowIdOf } from './asks';
import type { ItemState } from '#libs/supervision/item/item.types';
import { itemLight } from '#libs/supervision/item/item.light';
import type { Roster } from '#libs/supervision/roster/roster';

export const TASK_QUEUE = 'duban-supervision';

const PLAN = defineSearchAttributeKey('DubanPlan', 'KEYWORD');
const UNIT = defineSearchAttributeKey('DubanUnit', 'KEYWORD_LIST');
const LIGHT = defineSearchAttributeKey('DubanLight', 'KEYWORD');

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
    const roster = await this.roster();
    const name = (unitId: string): string => roster.units[unitId]?.name ?? unitId;
    const units = Object.values(state.assignments).filter((a) => a.status === 'active' || a.status === 'completed').map((a) => name(a.unitId));
    await this.client.workflow.signalWithStart('superviseItem', {
      taskQueue: TASK_QUEUE,
      workflowId: workflowIdOf(state),
      args: [state.id],
      signal: 'itemChanged',
      signalArgs: [],
      // A closed item that is reopened runs again under the same id.
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      staticSummary: `${state.number} ${state.title}`.slice(0, 190),
      memo: { plan: state.planId, item: state.id },
      typedSearchAttributes: new TypedSearchAttributes([
        { key: PLAN, value: state.planNumber ?? state.planId },
        { key: UNIT, value: units.slice(0, 20) },
        { key: LIGHT, value: itemLight(state).light },
      ]),
    });
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
