import type { EventStore } from '#libs/event-store/event-store';
import { reject, type Rejection } from '#libs/supervision/rejection';

/** A version of a stream, on which somebody gave a command. */
export interface Seen {
  stream: string;
  /** 0 for a stream that was not there yet. */
  version: number;
}

/** Who acts on a plan has missed nothing where units went on reading its notices. */
const CHANGES_NOTHING: ReadonlySet<string> = new Set(['NoticeRead']);

/**
 * Whether the stream still is what the sender saw. What is decided then is guarded by the version found, so that whoever writes in
 * between is found out by the append.
 */
export async function heldAsSeen(store: EventStore, { stream, version }: Seen): Promise<{ guard: Seen } | { rejected: Rejection }> {
  const head = await store.head(stream);
  const since = head.version > version ? await store.readStream(stream, version) : [];
  const stale = head.version < version || since.some((e) => !CHANGES_NOTHING.has(e.type));
  return stale ? reject('stale', { details: { seen: version, now: head.version } }) : { guard: { stream, version: head.version } };
}
