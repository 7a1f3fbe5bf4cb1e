import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { UnreadableStream } from '#libs/commands/fold-cache';
import { BEGINNING, type Cursor } from '#libs/event-store/cursor';
import type { RecordedEvent } from '#libs/event-store/event';
import { readEnd } from '#libs/event-store/read-by-stream';
import type { ReadableItem, ReadableProceeding } from '#libs/identity/reading';
import { ITEM_STREAM } from '#libs/supervision/item/item.evolve';
import { kindOfStream } from '#libs/supervision/proceeding/kinds';
import { EMPTY_ROSTER, type Roster } from '#libs/supervision/roster/roster';
import { dayOf } from '#libs/supervision/time/day';
import { Core } from '../core/core';
import { readable } from '../items/item.answer';
import { readableProceeding } from '../proceedings/proceeding.desk';
import { listAt, type ChangedList } from './live.lists';
import { RecentChanges } from './recent-changes';

const POLL_MS = 200;
const BATCH = 500;
/** Some minutes of a busy day: who comes back within them costs the log nothing. */
const MOST_RECENT = 5_000;
/** Listeners that have fallen behind read the log page by page, so many at a time. */
const READERS_BEHIND = 2;

/** A change of an item, of a proceeding or of a list, with what a listener's sight of it is decided on. */
export interface Change {
  readonly cursor: Cursor;
  readonly type: string;
  readonly version: number;
  readonly recordedAt: string;
  readonly of: ChangedItem | ChangedProceeding | ChangedList;
  readonly roster: Roster;
}

export interface ChangedItem {
  readonly kind: 'item';
  readonly itemId: string;
  readonly item: ReadableItem;
}

export interface ChangedProceeding extends ReadableProceeding {
  readonly kind: 'proceeding';
  /** `difficulty/d1`. */
  readonly proceeding: string;
  /** Whether a person reads all of it whatever their unit. */
  readonly readsAll: (personId: string) => boolean;
}

/** Takes a change, and resolves when it can take the next; false ends the listening. */
export type Tell = (change: Change) => Promise<boolean>;

/**
 * Follows the log once for all live listeners of the process. What is new is kept for a while; each listener goes through it at
 * its own pace and holds nothing but its place. One that falls behind what is kept reads the log itself, a page at a time,
 * until it has caught up: memory is bounded whatever a listener does.
 */
@Injectable()
export class LiveTail implements OnModuleDestroy {
  private recent: Promise<RecentChanges<Change>> | null = null;
  private readonly listeners = new Set<() => void>();
  private waiting: (() => void)[] = [];
  private readingBehind = 0;
  private readonly queue: (() => void)[] = [];
  private closed = false;

  constructor(private readonly core: Core) {}

  get size(): number {
    return this.listeners.size;
  }

  /**
   * Tells every change after the place, in the log's order, until it is stopped.
   *
   * @param ended called once the listening is over: it was stopped, did not take a change, or the process ends
   * @returns how to stop
   */
  follow(after: Cursor, tell: Tell, ended: () => void): () => void {
    let on = true;
    const stop = (): void => {
      if (!on) return;
      on = false;
      this.listeners.delete(stop);
      this.wake();
      ended();
    };
    if (this.closed) {
      stop();
      return stop;
    }
    this.listeners.add(stop);
    void this.pump(after, tell, () => on).then(stop, stop);
    return stop;
  }

  onModuleDestroy(): void {
    this.closed = true;
    for (const stop of [...this.listeners]) stop();
  }

  private async pump(after: Cursor, tell: Tell, on: () => boolean): Promise<void> {
    let cursor = after;
    while (on()) {
      const recent = await (this.recent ??= this.begin());
      const kept = recent.after(cursor, BATCH);
      const page = kept === null ? await this.readBehind(cursor, on) : { changes: kept, end: kept.at(-1)?.cursor ?? cursor };
      for (const change of page.changes) {
        if (!on() || !(await tell(change))) return;
      }
      cursor = page.end;
      if (kept?.length === 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** The first listener sets the tail going, from the end of the log as it is. */
  private async begin(): Promise<RecentChanges<Change>> {
    try {
      const end = (await readEnd(this.core.pool)) ?? BEGINNING;
      const recent = new RecentChanges<Change>(end, MOST_RECENT);
      void this.run(recent, end);
      return recent;
    } catch (error) {
      this.recent = null;
      throw error;
    }
  }

  /** Follows the log for as long as somebody listens. */
  private async run(recent: RecentChanges<Change>, from: Cursor): Promise<void> {
    let cursor = from;
    while (this.listeners.size > 0) {
      // Without the log there is nothing to tell; what comes meanwhile is read when it is back.
      const page = await this.read(cursor).catch(() => null);
      if (page !== null && page.changes.length > 0) {
        recent.add(page.changes);
        this.wake();
      }
      cursor = page?.end ?? cursor;
      if (!page?.full) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    this.recent = null;
    this.wake();
  }

  private wake(): void {
    const woken = this.waiting;
    this.waiting = [];
    for (const resolve of woken) resolve();
  }

  private async readBehind(cursor: Cursor, on: () => boolean): Promise<{ changes: readonly Change[]; end: Cursor }> {
    if (this.readingBehind >= READERS_BEHIND) await new Promise<void>((resolve) => this.queue.push(resolve));
    else this.readingBehind++;
    try {
      return on() ? await this.read(cursor) : { changes: [], end: cursor };
    } finally {
      const next = this.queue.shift();
      if (next) next();
      else this.readingBehind--;
    }
  }

  /** A page of the log: its changes, and where it ends. Of a list a transaction is one change. */
  private async read(cursor: Cursor): Promise<{ changes: Change[]; end: Cursor; full: boolean }> {
    const events = await this.core.store.readAfter(cursor, BATCH);
    const roster = (await this.core.references.roster()).state ?? EMPTY_ROSTER;
    const changes: Change[] = [];
    const lists = lastOfActs(events);
    for (const event of events) {
      const ends = lists.get(event);
      const of = event.stream.startsWith(ITEM_STREAM) ? await this.itemAt(event) : ((await this.proceedingAt(event, roster)) ?? (ends === undefined ? null : await this.listAt(event, ends)));
      if (of === null) continue;
      const { cursor: at, type, version, recordedAt } = event;
      changes.push({ cursor: at, type, version, recordedAt, of, roster });
    }
    return { changes, end: events.at(-1)?.cursor ?? cursor, full: events.length === BATCH };
  }

  /** What sight of the item is decided on, no older than the event; null where this program cannot read the item. */
  private async itemAt(event: RecordedEvent): Promise<ChangedItem | null> {
    const { items } = this.core.items;
    try {
      const held = await items.get(event.stream);
      const { state } = held.version >= event.version ? held : await items.refresh(event.stream);
      return state && { kind: 'item', itemId: event.stream.slice(ITEM_STREAM.length), item: readable(state, dayOf(this.core.clock.now())) };
    } catch (error) {
      if (error instanceof UnreadableStream) return null;
      throw error;
    }
  }

  private async listAt(event: RecordedEvent, ends: Cursor): Promise<ChangedList | null> {
    try {
      return await listAt(this.core, event, ends);
    } catch (error) {
      if (error instanceof UnreadableStream) return null;
      throw error;
    }
  }

  /** The same of a proceeding; null too for a stream that is none. */
  private async proceedingAt(event: RecordedEvent, roster: Roster): Promise<ChangedProceeding | null> {
    const kind = kindOfStream(event.stream);
    if (kind === undefined) return null;
    const { held } = this.core.proceedings.of(kind);
    try {
      const kept = await held.get(event.stream);
      const { state } = kept.version >= event.version ? kept : await held.refresh(event.stream);
      if (state === null) return null;
      return { kind: 'proceeding', proceeding: event.stream, ...readableProceeding(kind, state, roster), readsAll: (personId) => kind.readsAll?.(state, personId) ?? false };
    } catch (error) {
      if (error instanceof UnreadableStream) return null;
      throw error;
    }
  }
}

/** The last event of each stream in each transaction, with where that transaction ends. */
function lastOfActs(events: readonly RecordedEvent[]): ReadonlyMap<RecordedEvent, Cursor> {
  const acts = new Map<string, { ends: Cursor; last: Map<string, RecordedEvent> }>();
  for (const event of events) {
    const act = `${event.cursor.epoch}/${event.cursor.transactionId}`;
    const { last } = acts.get(act) ?? { last: new Map<string, RecordedEvent>() };
    acts.set(act, { ends: event.cursor, last: last.set(event.stream, event) });
  }
  return new Map([...acts.values()].flatMap(({ ends, last }) => [...last.values()].map((event) => [event, ends] as const)));
}
