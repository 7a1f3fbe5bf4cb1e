import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { BEGINNING, type Cursor } from '#libs/event-store/cursor';
import type { RecordedEvent } from '#libs/event-store/event';
import { Core } from '../core/core';

const POLL_MS = 200;
const BATCH = 500;

/** Follows the log for live listeners; each keeps a place of its own, and a listener that fails is dropped. */
@Injectable()
export class LiveTail implements OnModuleDestroy {
  private readonly stops = new Set<() => void>();

  constructor(private readonly core: Core) {}

  /** Tells every event after the place, in order. Returns how to stop. */
  follow(after: Cursor | null, tell: (event: RecordedEvent) => Promise<void>): () => void {
    let cursor = after ?? BEGINNING;
    let stopped = false;
    const stop = (): void => {
      stopped = true;
      this.stops.delete(stop);
    };
    this.stops.add(stop);
    void (async () => {
      while (!stopped) {
        const batch = await this.core.store.readAfter(cursor, BATCH).catch(() => []);
        for (const event of batch) {
          if (stopped) return;
          await tell(event);
          cursor = event.cursor;
        }
        if (batch.length === 0) await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      }
    })().catch(stop);
    return stop;
  }

  onModuleDestroy(): void {
    for (const stop of [...this.stops]) stop();
  }
}
