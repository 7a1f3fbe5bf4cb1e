import type { Cursor } from './cursor';
import type { NewEvent } from './event';

export interface StreamAppend {
  readonly stream: string;
  /** The version the decision was made on; 0 for a stream that is not there yet. */
  readonly expectedVersion: number;
  /** The hash of that version, `null` at version 0. */
  readonly headHash: Buffer | null;
  /** At least one. */
  readonly events: readonly NewEvent[];
}

/** By which a repeat is known: who sent it, under which id, with what. */
export interface Command {
  readonly scope: string;
  readonly id: string;
  readonly bodyHash: Buffer;
}

export interface AppendRequest {
  /** `null` for what has no sender that could repeat it. */
  readonly command: Command | null;
  /** At least one, none twice. All are appended or none is. */
  readonly streams: readonly StreamAppend[];
  /** Streams that the decision looked at and that must not have moved; 0 for "is not there". */
  readonly guards: readonly { readonly stream: string; readonly version: number }[];
}

export type AppendOutcome =
  | {
      readonly kind: 'appended';
      /** Of the last event appended. */
      readonly cursor: Cursor;
      readonly streams: readonly { readonly stream: string; readonly version: number; readonly headHash: Buffer }[];
    }
  | {
      /** The command is in the log already: its result as stored. */
      readonly kind: 'repeated';
      readonly cursor: Cursor;
      readonly streams: readonly { readonly stream: string; readonly version: number }[];
    }
  /** The command id is in the log with another body. */
  | { readonly kind: 'different-body' }
  /**
   * Nothing was written: read again and decide anew. `actual` is the version found in `stream`; it equals the expected one
   * where only the head hash differs, and is `null` where an agenda key was in the stream already.
   */
  | { readonly kind: 'conflict'; readonly stream: string | null; readonly actual: number | null };

/** An error of the caller's code; nothing was sent to the log. */
export class MalformedAppend extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MalformedAppend';
  }
}
