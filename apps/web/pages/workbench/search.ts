import { QUEUES, type Queue } from './queues';

/** What the address of the workbench says: which queue is open. */
export interface WorkbenchSearch {
  queue?: Queue;
  /** The case of it that stands beside the list. */
  case?: string;
}

/** What the address of the weekly report says: a day of the week that it is of; left out it is the running one. */
export interface ReportSearch {
  week?: string;
}

export function readReportSearch({ week }: Record<string, unknown>): ReportSearch {
  return typeof week === 'string' && /^\d{4}-\d\d-\d\d$/.test(week) ? { week } : {};
}

export function readWorkbenchSearch(found: Record<string, unknown>): WorkbenchSearch {
  const queue = QUEUES.find((q) => q === found['queue']);
  const chosen = found['case'];
  return queue === undefined ? {} : { queue, ...(typeof chosen === 'string' && { case: chosen }) };
}
