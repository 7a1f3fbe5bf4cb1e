import { condition, defineSignal, defineUpdate, proxyActivities, proxyLocalActivities, setHandler, sleep, workflowInfo } from '@temporalio/workflow';
import type { RawActivities } from './activities';

const local = proxyLocalActivities<RawActivities>({ startToCloseTimeout: '10 seconds' });
const normal = proxyActivities<RawActivities>({ startToCloseTimeout: '60 seconds' });

export const completeStep = defineUpdate<number, [string]>('completeStep');
export const finish = defineSignal('finish');

/** An item as one would write it on Temporal alone: an update checks the order and appends one event through a local activity. */
export async function longLived(): Promise<void> {
  let steps = 0;
  let done = false;
  setHandler(completeStep, async (text) => {
    steps += 1;
    await local.appendEvent(workflowInfo().workflowId, steps, text);
    return steps;
  });
  setHandler(finish, () => {
    done = true;
  });
  await condition(() => done, '30 days');
}

/** Sleeps until a moment, then acts once. */
export async function deadline(atMs: number): Promise<void> {
  await sleep(Math.max(1, atMs - Date.now()));
  await normal.appendEvent(workflowInfo().workflowId, 1, 'due');
}
