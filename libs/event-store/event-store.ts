import type { Pool } from 'pg';
import { append } from './append';
import type { AppendOutcome, AppendRequest } from './append-request';
import type { Cursor } from './cursor';
import type { RecordedEvent } from './event';
import type { EventTypes } from './event-types';
import { readAfter } from './read-after';
import { readHead, type StreamHead } from './read-head';
import { readStream } from './read-stream';

/** The log, as commands and readers use it. Every method is a short transaction of its own on a connection of the pool. */
export class EventStore {
  constructor(
    readonly pool: Pool,
    readonly types: EventTypes = {},
  ) {}

  /** See {@link append}. */
  append(request: AppendRequest): Promise<AppendOutcome> {
    return append(this.pool, request);
  }

  /** See {@link readStream}. */
  readStream(stream: string, afterVersion = 0): Promise<RecordedEvent[]> {
    return readStream(this.pool, this.types, stream, afterVersion);
  }

  /** See {@link readHead}. */
  head(stream: string): Promise<StreamHead> {
    return readHead(this.pool, stream);
  }

  /** See {@link readAfter}. */
  readAfter(cursor: Cursor, limit: number): Promise<RecordedEvent[]> {
    return readAfter(this.pool, this.types, cursor, limit);
  }
}
