import { defineSearchAttributeKey } from '@temporalio/common';
import { allHandlersFinished, condition, defineQuery, defineSignal, proxyLocalActivities, setCurrentDetails, setHandler, upsertSearchAttributes, workflowInfo } from '@temporalio/workflow';
import type { Look, SupervisionActivities } from './supervision.activities';

/** Tells the workflow that what it supervises changed: it looks again. */
export const itemChanged = defineSignal('itemChanged');
/** What falls due next, as of the last look. */
export const whatsNext = defineQuery<Look | null>('whatsNext');

const LIGHT = defineSearchAttributeKey('DubanLight', 'KEYWORD');
const DUE = defineSearchAttributeKey('DubanDue', 'DATETIME');

// A look is two short reads and a write: seconds mean that PostgreSQL is in trouble, and then a durable timer is cheaper than retries.
const { attend, reportStuck } = proxyLocalActivities<SupervisionActivities>({
  startToCloseTimeout: '5 seconds',
  retry: { maximumAttempts: 3, initialInterval: '200 milliseconds', maximumInterval: '2 seconds' },
});

/** A lost signal or a calendar that comes later costs a day at most. */
const LONGEST_SLEEP_MS = 24 * 3_600_000;
/** Back-off after failed looks: 5 s, 20 s, 80 s, … to 20 min, so that an hour without PostgreSQL costs fewer than 50 history events. */
const FIRST_BACK_OFF_MS = 5_000;
const BACK_OFF_FACTOR = 4;
const LONGEST_BACK_OFF_MS = 1_200_000;

/**
 * Supervises one item or proceeding for as long as it is open: looks at its agenda, sleeps until the first entry falls due or it
 * changes, lets it be carried out, and looks again. All rules are the agenda's; this code hardly ever changes.
 *
 * @param kept what the activities know it by
 * @param continueAnew continues as a new run of the same workflow
 */
export async function supervise(kept: string, continueAnew: () => Promise<never>): Promise<void> {
  let wakes = 0;
  let look: Look | null = null;
  let failures = 0;
  let repeats = 0;
  setHandler(itemChanged, () => {
    wakes += 1;
  });
  setHandler(whatsNext, () => look);

  for (;;) {
    if (workflowInfo().continueAsNewSuggested) {
      await condition(allHandlersFinished);
      await continueAnew();
    }
    const seen = wakes;
    const before: Look | null = look;
    try {
      look = await attend(kept);
      failures = 0;
    } catch {
      failures += 1;
      await condition(() => wakes !== seen, backOff(failures - 1), { summary: `the log cannot be read, attempt ${failures}` });
      continue;
    }
    if (!look.open && wakes === seen) {
      await condition(allHandlersFinished);
      return;
    }
    show(look, before);
    repeats = look.sleepMs === 0 && before?.nextKey === look.nextKey && before.version === look.version ? repeats + 1 : 0;
    // To report is no duty that the item should end by.
    if (repeats > 1 && look.nextKey !== null) await reportStuck(kept, look.nextKey, look.version).catch(() => undefined);
    const pause = repeats > 0 ? backOff(repeats) : look.sleepMs;
    await condition(() => wakes !== seen, Math.min(Math.max(pause, 1), LONGEST_SLEEP_MS), { summary: look.nextLabel });
  }
}

function backOff(failures: number): number {
  return Math.min(FIRST_BACK_OFF_MS * BACK_OFF_FACTOR ** failures, LONGEST_BACK_OFF_MS);
}

/** Keeps what people see in Temporal's interface in step; only changes cost anything. */
function show(look: Look, before: Look | null): void {
  if (before?.details !== look.details) setCurrentDetails(look.details);
  const shown = before ?? startedWith();
  if (shown?.light !== look.light || shown.nextAt !== look.nextAt) {
    upsertSearchAttributes([
      { key: LIGHT, value: look.light },
      { key: DUE, value: look.nextAt === null ? null : new Date(look.nextAt) },
    ]);
  }
}

/** What the workflow was started with, where it was told what falls due. */
function startedWith(): Pick<Look, 'light' | 'nextAt'> | null {
  const attributes = workflowInfo().typedSearchAttributes;
  const due = attributes.get(DUE);
  return due === undefined ? null : { light: attributes.get(LIGHT) ?? '', nextAt: due.toISOString() };
}
