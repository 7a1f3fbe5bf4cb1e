import { BEGINNING, type Cursor } from '#libs/event-store/cursor';
import type { EventStore } from '#libs/event-store/event-store';
import type { RecordedEvent } from '#libs/event-store/event';

/** A stream folded up to a version. */
export interface Folded<S> {
  state: S | null;
  version: number;
  headHash: Buffer | null;
  /** Place of the last event, for the reader's token. */
  cursor: Cursor;
}

/** How many streams a process keeps folded; an item of the usual size takes some 10 kB. */
const DEFAULT_CAPACITY = 20_000;

/**
 * Keeps streams folded, least recently used out first. What it holds may be old: an append on it is checked by the log, and
 * a refusal made on it only after {@link current}.
 */
export class FoldCache<S> {
  private readonly entries = new Map<string, Folded<S>>();

  constructor(
    private readonly store: EventStore,
    private readonly evolve: (state: S | null, event: RecordedEvent) => S,
    private readonly capacity = DEFAULT_CAPACITY,
  ) {}

  /** The stream as last known; read from the log only when it is not held. */
  async get(stream: string): Promise<Folded<S>> {
    const held = this.entries.get(stream);
    if (!held) return this.refresh(stream);
    this.entries.delete(stream);
    this.entries.set(stream, held);
    return held;
  }

  /** The stream as it is now: reads what is newer than what is held. */
  async refresh(stream: string): Promise<Folded<S>> {
    let folded = this.entries.get(stream) ?? { state: null, version: 0, headHash: null, cursor: BEGINNING };
    for (const event of await this.store.readStream(stream, folded.version)) {
      if (!event.known) throw new UnknownEvent(stream, event.type, event.schemaVersion);
      folded = { state: this.evolve(folded.state, event), version: event.version, headHash: event.hash, cursor: event.cursor };
    }
    if (folded.version > 0) this.put(stream, folded);
    return folded;
  }

  /** Takes an event that a subscription brought, if it is the next one of a stream that is held, or a stream's first. */
  offer(event: RecordedEvent): void {
    const held = this.entries.get(event.stream) ?? (event.version === 1 ? { state: null, version: 0 } : undefined);
    if (held?.version !== event.version - 1 || !event.known) return;
    this.put(event.stream, { state: this.evolve(held.state, event), version: event.version, headHash: event.hash, cursor: event.cursor });
  }

  /** Whether the log has nothing newer than the version. */
  async current(stream: string, version: number): Promise<boolean> {
    return (await this.store.head(stream)).version === version;
  }

  put(stream: string, folded: Folded<S>): void {
    const held = this.entries.get(stream);
    if (held && held.version > folded.version) return;
    this.entries.delete(stream);
    this.entries.set(stream, folded);
    if (this.entries.size > this.capacity) {
      const [oldest] = this.entries.keys();
      if (oldest !== undefined) this.entries.delete(oldest);
    }
  }
}

/** A program older than the event: it must not act on a stream that it cannot read whole. */
export class UnknownEvent extends Error {
  constructor(
    readonly stream: string,
    readonly type: string,
    readonly schemaVersion: number,
  ) {
    super(`stream ${stream} has an event ${type} v${schemaVersion} that this program does not know: upgrade it`);
    this.name = 'UnknownEvent';
  }
}
