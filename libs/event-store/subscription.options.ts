import type { ClientBase } from 'pg';
import type { Cursor } from './cursor';
import type { RecordedEvent } from './event';
import type { ParkedReason } from './parked-streams';

export type Handle = (batch: readonly RecordedEvent[], client: ClientBase) => Promise<void>;

export interface SubscriptionOptions {
  /** Of the checkpoint and of the fence. */
  readonly name: string;
  /** At most so many events at once, 500 unless told. Fewer while a batch takes longer than half a second. */
  readonly batchSize?: number;
  /**
   * Does the subscription's work for a batch, through `client` and in its transaction, which the checkpoint shares. What it
   * throws rolls both back, and the batch comes again: what it does elsewhere happens at least once.
   */
  readonly handle: Handle;
  /**
   * A piece of work between batches, in a transaction of its own, with what was handled up to `checkpoint`; true while more of
   * it is left, else it is asked again after the next batch. Short, since events wait for it meanwhile.
   */
  readonly between?: (client: ClientBase, checkpoint: Cursor) => Promise<boolean>;
  /** Which events it understands, beyond what the store knows; all unless told. Others park their stream. */
  readonly knows?: (type: string, schemaVersion: number) => boolean;
  /**
   * Whether it may go on after a restore (raised epoch) from where it was. Only for what can bear that events it has seen are
   * gone from the log; everything else is rebuilt.
   */
  readonly continuesAcrossEpochs?: boolean;
  /**
   * Milliseconds that it rests after a batch that was not full, 25 unless told: what comes meanwhile goes together, in one
   * transaction. It adds to the lag, and spares a busy log transactions; where much comes it rests longer.
   */
  readonly restMs?: number;
  /**
   * Gives way while more is to be done than fits a batch: rests as long as a batch took. For what may come later than what
   * others do with the same events.
   */
  readonly givesWay?: boolean;
  /**
   * Says why, where `handle` cannot take an event in however often it is tried: then the stream is parked from that event on and the
   * others go on. Left out, the subscription stops there and tries again. `between` names its stream by {@link StreamFailed}: no event
   * of it is at fault, and the type is null.
   */
  readonly parksFailing?: (error: unknown, event: { stream: string; version: number; type: string | null }) => ParkedReason;
  /**
   * Takes in what was held back of a stream that was parked, now that it can be: events before `checkpoint`, up to which all other streams
   * are handled. Left out, `handle` gets them.
   */
  readonly takeUp?: (held: readonly RecordedEvent[], checkpoint: Cursor, client: ClientBase) => Promise<void>;
  /** Whether a parked stream may be taken up again; all unless told. What others were handled by is left to a rebuild. */
  readonly takesUp?: (stream: string) => boolean;
  /** Told when what `handle` has done was rolled back: what it holds beside the database is to be forgotten. */
  readonly forget?: () => void;
  /** Which failures park a stream, where there is `parksFailing`; all that come of the events themselves unless told. */
  readonly parksOn?: (error: unknown) => boolean;
  /** Told of every failure that will be retried. */
  readonly onTrouble?: (error: unknown) => void;
}

export interface SubscriptionState {
  /** `waiting`: another worker has the fence. `troubled`: trying again after a failure. */
  readonly phase: 'new' | 'waiting' | 'following' | 'troubled' | 'stopped';
  readonly cursor: Cursor;
  readonly handledEvents: number;
  readonly parkedStreams: number;
  readonly lastError: string | null;
}
