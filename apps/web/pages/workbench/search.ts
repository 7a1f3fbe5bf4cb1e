import { QUEUES, type Queue } from './queues';

/** What the address of the workbench says: which queue is open. */
export interface WorkbenchSearch {
  queue?: Queue;
}

export function readWorkbenchSearch(found: Record<string, unknown>): WorkbenchSearch {
  const queue = QUEUES.find((q) => q === found['queue']);
  return queue === undefined ? {} : { queue };
}
