import { Pool } from 'pg';
import type { EventStore } from '#libs/event-store/event-store';
import { rebuild } from '#libs/projections/rebuild';

/** Rebuilds every read model from the log, with the swap; events a second. */
export async function rebuildRate(store: EventStore, ownerUrl: string): Promise<{ events: number; perSecond: number }> {
  const owner = new Pool({ connectionString: ownerUrl, max: 4 });
  owner.on('error', () => undefined);
  try {
    const { events, milliseconds } = await rebuild(store, owner);
    return { events, perSecond: (events * 1000) / milliseconds };
  } finally {
    await owner.end();
  }
}
