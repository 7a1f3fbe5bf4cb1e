import type { RecordedEvent } from '#libs/event-store/event';
import type { EventStore } from '#libs/event-store/event-store';
import { readByStream, readEnd, type StreamPlace } from '#libs/event-store/read-by-stream';

const PAGE = 500;

/** The newest event of every stream that begins with the prefix: of what is kept as whole versions, the newest one. */
export async function newestVersions(store: EventStore, prefix: string): Promise<RecordedEvent[]> {
  const end = await readEnd(store.pool);
  const found = new Map<string, RecordedEvent>();
  let place: StreamPlace | null = null;
  while (end !== null) {
    const page = await readByStream(store.pool, store.types, prefix, place, end, PAGE);
    for (const stored of page) {
      const event = stored.event();
      found.set(event.stream, event);
      place = { stream: event.stream, version: event.version };
    }
    if (page.length < PAGE) break;
  }
  return [...found.values()];
}
