import { type ClientBase, type Pool, types } from 'pg';
import type { Cursor } from './cursor';
import type { RecordedEvent } from './event';
import { EVENT_COLUMNS, type EventRow, toRecordedEvent } from './event-row';
import type { EventTypes } from './event-types';

/** Where a reading by streams has come to. */
export interface StreamPlace {
  readonly stream: string;
  readonly version: number;
}

const TEXT = `
select ${EVENT_COLUMNS}
  from log.events
 where (stream, version) > ($1, $2) and stream < $3
   and (epoch, transaction_id, position) <= ($4::int, $5::xid8, $6::bigint)
 order by stream, version
 limit $7`;

/** The end of a range of streams that begin with the prefix, for comparisons under the C collation. */
export function endOfPrefix(prefix: string): string {
  return prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);
}

/** JSON stays text until an event is wanted: parsed events of a whole page would be copied about by the collector. */
const UNPARSED = { getTypeParser: (id: number) => (id === JSON_TYPE ? (text: string) => text : types.getTypeParser(id)) };
const JSON_TYPE = types.builtins.JSON;

type UnparsedRow = Omit<EventRow, 'data' | 'meta'> & { readonly data: string; readonly meta: string };

/** An event of a page, as yet unparsed. */
export interface StoredEvent extends StreamPlace {
  readonly event: () => RecordedEvent;
}

/**
 * Events stream by stream, up to a place of the log: for what folds each stream whole and needs no order between streams,
 * such as a rebuild. At most `limit`, after `place`, of the streams that begin with `prefix`.
 */
export async function readByStream(client: Pool | ClientBase, known: EventTypes, prefix: string, place: StreamPlace | null, upTo: Cursor, limit: number): Promise<StoredEvent[]> {
  const { rows } = await client.query<UnparsedRow>({
    name: 'log-read-by-stream',
    text: TEXT,
    values: [place?.stream ?? prefix, place?.version ?? 0, endOfPrefix(prefix), upTo.epoch, upTo.transactionId, upTo.position, limit],
    types: UNPARSED,
  });
  return rows.map((row) => ({
    stream: row.stream,
    version: Number(row.version),
    event: () => toRecordedEvent({ ...row, data: JSON.parse(row.data) as EventRow['data'], meta: JSON.parse(row.meta) as EventRow['meta'] }, known),
  }));
}

/** The last place of the log that every reader can see; null for an empty log. */
export async function readEnd(client: Pool | ClientBase): Promise<Cursor | null> {
  const { rows } = await client.query<{ epoch: number; transaction_id: string; position: string }>(
    `select epoch, transaction_id, position from log.events
      where epoch < (select current from log.epoch) or transaction_id < pg_snapshot_xmin(pg_current_snapshot())
      order by epoch desc, transaction_id desc, position desc limit 1`,
  );
  const row = rows[0];
  return row === undefined ? null : { epoch: row.epoch, transactionId: row.transaction_id, position: row.position };
}
