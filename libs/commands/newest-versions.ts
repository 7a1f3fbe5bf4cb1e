import type { RecordedEvent } from '#libs/event-store/event';
import type { EventStore } from '#libs/event-store/event-store';
import { readByStream, readEnd, type StreamPlace } from '#libs/event-store/read-by-stream';
import type { Instant } from '#libs/supervision/time/day';

const PAGE = 500;

/** The newest event of every stream that begins with the prefix: of what is kept as whole versions, the newest one. @param at as known at this moment; null: now */
export async function newestVersions(store: EventStore, prefix: string, at: Instant | null = null): Promise<RecordedEvent[]> {
  const end = await readEnd(store.pool);
  const found = new Map<string, RecordedEvent>();
  let place: StreamPlace | null = null;
  while (end !== null) {
    const page = await readByStream(store.pool, store.types, prefix, place, end, PAGE);
    for (const stored of page) {
      const event = stored.event();
      if (at === null || event.recordedAt <= at) found.set(event.stream, event);
      place = { stream: event.stream, version: event.version };
    }
    if (page.length < PAGE) break;
  }
  return [...found.values()];
}
