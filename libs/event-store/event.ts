import type { Cursor } from './cursor';
import type { JsonObject } from './json';

/** What every event's metadata carries; deciders add the versions of policy, calendar and roster, correlation and the like. */
export interface EventMeta extends JsonObject {
  /** The domain's now of the command, ISO 8601 in UTC. */
  readonly recordedAt: string;
}

/** An event before the log has it. */
export interface NewEvent {
  readonly type: string;
  /** Of the shape of `data`; from 1 up. */
  readonly schemaVersion: number;
  readonly data: JsonObject;
  readonly meta: EventMeta;
  /** Unique in its stream: who emits an agenda entry first has settled it (laws of deciding, 5). */
  readonly agendaKey?: string;
}

/** An event as the log has it, brought to its newest shape by the upcasters. */
export interface RecordedEvent extends NewEvent {
  readonly stream: string;
  /** From 1 up, without gaps in a stream. */
  readonly version: number;
  /** The domain's now of the command: `meta.recordedAt`. */
  readonly recordedAt: string;
  readonly cursor: Cursor;
  /** See `chain.ts`; of the bytes as stored, not as upcast. */
  readonly hash: Buffer;
  /** False where this process does not know the type or a schema version as new as this: do not fold it. */
  readonly known: boolean;
}
