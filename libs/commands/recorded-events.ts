import type { EventStore } from '#libs/event-store/event-store';
import type { Instant } from '#libs/supervision/time/day';

/** Events by what names them (`item/p1-3@12`), with their kind and when they were recorded; those that are not there are left out. */
export async function recordedEvents(store: EventStore, refs: readonly string[]): Promise<{ ref: string; type: string; at: Instant }[]> {
  const told: { ref: string; type: string; at: Instant }[] = [];
  for (const stream of new Set(refs.map((r) => r.slice(0, r.lastIndexOf('@'))))) {
    const wanted = new Map(refs.filter((r) => r.startsWith(`${stream}@`)).map((r) => [Number(r.slice(stream.length + 1)), r]));
    for (const e of await store.readStream(stream)) if (wanted.has(e.version)) told.push({ ref: wanted.get(e.version)!, type: e.type, at: e.recordedAt });
  }
  return told;
}
