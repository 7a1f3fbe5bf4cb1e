import type { EventMeta, RecordedEvent } from './event';
import { type EventTypes, interpret } from './event-types';
import type { JsonObject } from './json';

/** The columns every reader asks for, in the shape `pg` gives them. */
export const EVENT_COLUMNS =
  'epoch, transaction_id, position, stream, version, type, schema_version, data, meta, agenda_key, hash';

export interface EventRow {
  readonly epoch: number;
  readonly transaction_id: string;
  readonly position: string;
  readonly stream: string;
  readonly version: string;
  readonly type: string;
  readonly schema_version: number;
  readonly data: JsonObject;
  readonly meta: EventMeta;
  readonly agenda_key: string | null;
  readonly hash: Buffer;
}

export function toRecordedEvent(row: EventRow, types: EventTypes): RecordedEvent {
  return interpret(
    {
      stream: row.stream,
      version: Number(row.version),
      type: row.type,
      schemaVersion: row.schema_version,
      data: row.data,
      meta: row.meta,
      agendaKey: row.agenda_key ?? undefined,
      recordedAt: row.meta.recordedAt,
      cursor: { epoch: row.epoch, transactionId: row.transaction_id, position: row.position },
      hash: row.hash,
      known: true,
    },
    types,
  );
}
