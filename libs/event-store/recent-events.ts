import type { ClientBase, Pool } from 'pg';
import { compareCursors, type Cursor } from './cursor';
import type { RecordedEvent } from './event';
import type { EventTypes } from './event-types';
import { readAfter } from './read-after';

/** Events kept; each takes some two kilobytes. */
const MOST = 2_000;

/**
 * The newest events that this process has read, without a gap: its subscriptions follow close behind each other, and read what
 * one of them has read already from here. What a reader was given stays as it is for ever (law 2), until a restore.
 */
export class RecentEvents {
  /** In the log's order: all that comes after `start`, up to the last of them. */
  private events: RecordedEvent[] = [];
  private start: Cursor | null = null;
  private forgotten = 0;

  constructor(private readonly types: EventTypes) {}

  /** The events after a place, at most `limit`: not always all that there are, and none only where the log has none. */
  async after(client: Pool | ClientBase, cursor: Cursor, limit: number): Promise<readonly RecordedEvent[]> {
    const kept = this.kept(cursor, limit);
    if (kept.length > 0) return kept;
    const { forgotten } = this;
    const read = await readAfter(client, this.types, cursor, limit);
    if (forgotten === this.forgotten) this.take(cursor, read);
    return read;
  }

  /** The log may have been restored: what was read before need not be in it. */
  forget(): void {
    this.events = [];
    this.start = null;
    this.forgotten += 1;
  }

  private kept(cursor: Cursor, limit: number): readonly RecordedEvent[] {
    if (this.start === null || compareCursors(cursor, this.start) < 0) return [];
    const first = this.firstAfter(cursor);
    return this.events.slice(first, first + limit);
  }

  private take(cursor: Cursor, read: readonly RecordedEvent[]): void {
    if (read.length === 0 || (this.start !== null && compareCursors(cursor, this.start) < 0)) return;
    const end = this.events.at(-1)?.cursor;
    if (end === undefined || compareCursors(cursor, end) > 0) {
      this.start = cursor;
      this.events = [...read];
    } else {
      for (const event of read) if (compareCursors(event.cursor, end) > 0) this.events.push(event);
    }
    if (this.events.length <= MOST) return;
    const over = this.events.splice(0, this.events.length - MOST / 2);
    this.start = over.at(-1)!.cursor;
  }

  /** Index of the first event that comes after a place; how many there are, where none does. */
  private firstAfter(cursor: Cursor): number {
    let low = 0;
    let high = this.events.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareCursors(this.events[middle]!.cursor, cursor) > 0) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
