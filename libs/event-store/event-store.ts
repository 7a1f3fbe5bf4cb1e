import type { Pool } from 'pg';
import { AppendQueue } from './append-queue';
import type { AppendOutcome, AppendRequest, Command } from './append-request';
import type { Cursor } from './cursor';
import type { RecordedEvent } from './event';
import { isKnown, type EventTypes } from './event-types';
import { keepCommand, type KeepOutcome } from './keep-command';
import { raiseEpoch } from './raise-epoch';
import { readAfter } from './read-after';
import { readHead, type StreamHead } from './read-head';
import { type Lag, readLag } from './read-lag';
import { logBegun } from './log-begun';
import { readStream } from './read-stream';
import { RecentEvents } from './recent-events';
import { seal } from './seal';
import type { SealDocument } from './seal-document';
import { verify, type VerifyOptions } from './verify';
import type { VerifyReport } from './verify-report';
import { waitForCheckpoint } from './wait-for-checkpoint';

/** The log, as commands and readers use it. Each method is the act of the same name, on connections of the pool. */
export class EventStore {
  private readonly queue: AppendQueue;
  /** What the subscriptions of this process have read. */
  readonly recent: RecentEvents;

  constructor(
    readonly pool: Pool,
    readonly types: EventTypes = {},
  ) {
    this.queue = new AppendQueue(pool);
    this.recent = new RecentEvents(types);
  }

  /** @throws where an event is of a type, or a schema version, that this program could not read again: nothing is written. */
  append(request: AppendRequest): Promise<AppendOutcome> {
    const strange = request.streams.flatMap((s) => s.events).find((e) => !isKnown(e, this.types));
    if (strange) throw new Error(`${strange.type} is no event type that this program knows: add it to the known types`);
    return this.queue.append(request);
  }

  keepCommand(command: Command, streams: readonly { stream: string; version: number }[]): Promise<KeepOutcome> {
    return keepCommand(this.pool, command, streams);
  }

  readStream(stream: string, afterVersion = 0): Promise<RecordedEvent[]> {
    return readStream(this.pool, this.types, stream, afterVersion);
  }

  head(stream: string): Promise<StreamHead> {
    return readHead(this.pool, stream);
  }

  /** When the log begins; null where it is empty. */
  begun(): Promise<string | null> {
    return logBegun(this.pool);
  }

  readAfter(cursor: Cursor, limit: number): Promise<RecordedEvent[]> {
    return readAfter(this.pool, this.types, cursor, limit);
  }

  waitForCheckpoint(subscription: string, cursor: Cursor, timeoutMs: number): Promise<boolean> {
    return waitForCheckpoint(this.pool, subscription, cursor, timeoutMs);
  }

  lag(subscription: string): Promise<Lag> {
    return readLag(this.pool, subscription);
  }

  seal(): Promise<SealDocument> {
    return seal(this.pool);
  }

  verify(options: VerifyOptions = {}): Promise<VerifyReport> {
    return verify(this.pool, options);
  }

  raiseEpoch(): Promise<number> {
    return raiseEpoch(this.pool);
  }
}
