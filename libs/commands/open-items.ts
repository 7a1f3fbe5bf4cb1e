import type { EventStore } from '#libs/event-store/event-store';
import { readByStream, readEnd, type StoredEvent, type StreamPlace } from '#libs/event-store/read-by-stream';
import { evolveItem, ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import type { ItemEvent } from '#libs/supervision/item/item.events';
import type { ItemState } from '#libs/supervision/item/item.types';
import { asDomain } from './references';

/** Events read in one go: some megabytes. */
const PAGE = 2_000;

/**
 * Every item of the log in the order of ids, closed ones too: read in pages and folded outside the caches, so that looking at
 * all of them pushes nothing out that commands need. Items that begin meanwhile may be missing.
 */
export async function* allItems(store: EventStore): AsyncGenerator<ItemState> {
  const end = await readEnd(store.pool);
  if (end === null) return;
  let place: StreamPlace | null = null;
  let state: ItemState | null = null;
  for (;;) {
    const page: StoredEvent[] = await readByStream(store.pool, store.types, ITEM_STREAM, place, end, PAGE);
    for (const stored of page) {
      const event = stored.event();
      if (event.version === 1) {
        if (state !== null) yield state;
        state = null;
      }
      state = evolveItem(state, asDomain<ItemEvent>(event), event.stream.slice(ITEM_STREAM.length));
      place = { stream: event.stream, version: event.version };
    }
    if (page.length < PAGE) break;
  }
  if (state !== null) yield state;
}

/** The open ones among them. */
export async function* openItems(store: EventStore): AsyncGenerator<ItemState> {
  for await (const state of allItems(store)) if (state.closed === null) yield state;
}
