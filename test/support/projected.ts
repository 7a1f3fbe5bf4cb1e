import type { EventStore } from '#libs/event-store/event-store';
import { wholeLog } from '#libs/event-store/testing/events';
import { PROJECTOR } from '#libs/projections/projector';

/** Waits until the read models show all that is in the log now. */
export async function projected(store: EventStore): Promise<void> {
  const end = (await wholeLog(store)).at(-1)!.cursor;
  if (!(await store.waitForCheckpoint(PROJECTOR, end, 60_000))) throw new Error('the read models did not come up with the log within a minute');
}
