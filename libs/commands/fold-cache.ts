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

/** A stream that has no event. */
export const NOTHING = { state: null, version: 0, headHash: null, cursor: BEGINNING } as const satisfies Folded<never>;

/** How much a process keeps folded: whatever comes first is the bound. */
export interface FoldCapacity<S> {
  streams: number;
  /** What a state weighs, in any unit; left out, only streams count. */
  weigh?: (state: S) => number;
  weight?: number;
}

/**
 * Keeps streams folded, least recently used out first. What it holds may be old: an append on it is checked by the log, and
 * a refusal made on it only after {@link current}.
 */
export class FoldCache<S> {
  private readonly entries = new Map<string, Folded<S>>();
  private readonly looks = new Map<string, { at: number; read: Promise<unknown> }>();
  private weight = 0;

  constructor(
    private readonly store: EventStore,
    private readonly evolve: (state: S | null, event: RecordedEvent) => S,
    private readonly capacity: FoldCapacity<S>,
  ) {}

  /** The stream as last known; read from the log only when it is not held. */
  async get(stream: string): Promise<Folded<S>> {
    const held = this.entries.get(stream);
    if (!held) return this.refresh(stream);
    this.entries.delete(stream);
    this.entries.set(stream, held);
    return held;
  }

  /** The stream as it was so many milliseconds ago at most: one read for all who ask meanwhile, also of a stream that has no event. */
  async look(stream: string, ms: number): Promise<Folded<S>> {
    const now = performance.now();
    let looked = this.looks.get(stream);
    if (looked === undefined || now - looked.at >= ms) {
      looked = { at: now, read: this.refresh(stream) };
      this.looks.set(stream, looked);
    }
    try {
      await looked.read;
    } catch (error) {
      if (this.looks.get(stream) === looked) this.looks.delete(stream);
      throw error;
    }
    return this.entries.get(stream) ?? NOTHING;
  }

  /** Lets the next look read the log, however short ago the last one was. */
  expire(): void {
    this.looks.clear();
  }

  /** The stream as it is now: reads what is newer than what is held. */
  async refresh(stream: string): Promise<Folded<S>> {
    let folded: Folded<S> = this.entries.get(stream) ?? NOTHING;
    for (const event of await this.store.readStream(stream, folded.version)) {
      if (!event.known) throw new UnknownEvent(stream, event.type, event.schemaVersion);
      folded = { state: this.folded(folded.state, event), version: event.version, headHash: event.hash, cursor: event.cursor };
    }
    if (folded.version > 0) this.put(stream, folded);
    return folded;
  }

  /** Takes an event that a subscription brought, if it is the next one of a stream that is held, or a stream's first. */
  offer(event: RecordedEvent): void {
    const held = this.entries.get(event.stream) ?? (event.version === 1 ? { state: null, version: 0 } : undefined);
    if (held?.version !== event.version - 1 || !event.known) return;
    let state: S;
    try {
      state = this.folded(held.state, event);
    } catch {
      // Whoever reads the stream is told.
      return;
    }
    this.put(event.stream, { state, version: event.version, headHash: event.hash, cursor: event.cursor });
  }

  private folded(state: S | null, event: RecordedEvent): S {
    try {
      return this.evolve(state, event);
    } catch (error) {
      throw new UnreadableEvent(event.stream, event.version, event.type, error);
    }
  }

  /** Whether the log has nothing newer than the version. */
  async current(stream: string, version: number): Promise<boolean> {
    return (await this.store.head(stream)).version === version;
  }

  put(stream: string, folded: Folded<S>): void {
    const held = this.entries.get(stream);
    if (held && held.version > folded.version) return;
    this.forget(stream, held);
    this.entries.set(stream, folded);
    this.weight += this.weightOf(folded);
    const { streams, weight = Infinity } = this.capacity;
    for (const [oldest, entry] of this.entries) {
      if (oldest === stream || (this.entries.size <= streams && this.weight <= weight)) break;
      this.forget(oldest, entry);
    }
  }

  private forget(stream: string, held: Folded<S> | undefined): void {
    if (held === undefined) return;
    this.entries.delete(stream);
    this.weight -= this.weightOf(held);
  }

  private weightOf({ state }: Folded<S>): number {
    return state === null ? 0 : (this.capacity.weigh?.(state) ?? 0);
  }
}

/** A stream that this program cannot read whole: it must not act on it. */
export abstract class UnreadableStream extends Error {
  abstract readonly stream: string;
}

/** A program older than the event. */
export class UnknownEvent extends UnreadableStream {
  constructor(
    readonly stream: string,
    readonly type: string,
    readonly schemaVersion: number,
  ) {
    super(`stream ${stream} has an event ${type} v${schemaVersion} that this program does not know: upgrade it`);
    this.name = 'UnknownEvent';
  }
}

/** An event that this program knows, and of which it can make nothing. */
export class UnreadableEvent extends UnreadableStream {
  constructor(
    readonly stream: string,
    readonly version: number,
    readonly type: string,
    override readonly cause: unknown,
  ) {
    super(`stream ${stream} cannot be read from version ${version} (${type}) on: ${cause instanceof Error ? cause.message : String(cause)}`);
    this.name = 'UnreadableEvent';
  }
}
