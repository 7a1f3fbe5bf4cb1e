import type { ClientBase } from 'pg';
import { compareCursors, type Cursor } from '#libs/event-store/cursor';
import type { RecordedEvent } from '#libs/event-store/event';
import type { EventStore } from '#libs/event-store/event-store';
import { readHead } from '#libs/event-store/read-head';
import { BRAKE_STREAM, type BrakeEventData } from '#libs/supervision/brake';
import type { Instant } from '#libs/supervision/time/day';

/** What becomes of a notice's delivery; `at` is when it reached the inbox. */
export type Fate = { kind: 'deliver' | 'hold'; at: Instant } | { kind: 'skip' };

interface Span {
  since: Instant;
  from: Cursor;
  released: { cursor: Cursor; at: Instant; skipped: ReadonlySet<string> } | null;
}

/** The spans in which notices were held, as far as a projection has read the log. Their order decides, no clock. */
export class BrakeSpans {
  private readonly spans: Span[] = [];
  /** Events of the brake that are in it. */
  private version = 0;

  /**
   * The spans as they are before the event: those held, if they are still all that there are. What is held may lack some where a
   * rebuild has moved the checkpoint; one head looked up a batch tells.
   */
  static async before(held: BrakeSpans | null, store: EventStore, event: RecordedEvent, client: ClientBase): Promise<BrakeSpans> {
    const { version } = await readHead(client, BRAKE_STREAM);
    if (held?.version === version) return held;
    const found = new BrakeSpans();
    if (version > 0) for (const e of await store.readStream(BRAKE_STREAM)) if (compareCursors(e.cursor, event.cursor) < 0) found.add(e);
    return found;
  }

  /** All spans that there are: for what is shown after them. */
  static async all(store: EventStore): Promise<BrakeSpans> {
    const found = new BrakeSpans();
    for (const e of await store.readStream(BRAKE_STREAM)) found.add(e);
    return found;
  }

  /** One that is in it already (its batch was rolled back, and comes again) changes nothing. */
  add(event: RecordedEvent): void {
    if (event.version <= this.version || !event.known) return;
    this.version = event.version;
    if (event.type === 'NoticesHeld') {
      const { since } = event.data as BrakeEventData['NoticesHeld'];
      this.spans.push({ since, from: event.cursor, released: null });
      return;
    }
    const { skipped } = event.data as BrakeEventData['NoticesReleased'];
    for (const span of this.spans) span.released ??= { cursor: event.cursor, at: event.recordedAt, skipped: new Set(skipped) };
  }

  /**
   * What becomes of a notice that an event at the place and moment delivers. The same whether the events come in the log's
   * order, or all brakes first as in a rebuild.
   */
  fate(noticeId: string, cursor: Cursor, at: Instant): Fate {
    let fate: { kind: 'deliver' | 'hold'; at: Instant } = { kind: 'deliver', at };
    for (const { since, from, released } of this.spans) {
      if (released !== null && compareCursors(cursor, released.cursor) > 0) continue;
      if (compareCursors(cursor, from) < 0 && fate.at < since) continue;
      if (released === null) fate = { kind: 'hold', at: fate.at };
      else if (released.skipped.has(noticeId)) return { kind: 'skip' };
      else fate = { kind: 'deliver', at: released.at };
    }
    return fate;
  }
}
