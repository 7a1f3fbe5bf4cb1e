import type { RecordedEvent } from '#libs/event-store/event';
import type { EventStore } from '#libs/event-store/event-store';
import type { Instant } from '#libs/supervision/time/day';

/** A stream as the log knew it at a moment; null where it had not begun. */
export async function knownAt<State>(store: EventStore, stream: string, moment: Instant, fold: (state: State | null, event: RecordedEvent) => State): Promise<State | null> {
  let state: State | null = null;
  for (const event of await store.readStream(stream)) {
    if (event.recordedAt > moment) break;
    state = fold(state, event);
  }
  return state;
}
