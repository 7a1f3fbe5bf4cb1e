import type { ClientBase, Pool } from 'pg';
import type { Cursor } from './cursor';
import type { RecordedEvent } from './event';
import { EVENT_COLUMNS, type EventRow, toRecordedEvent } from './event-row';
import type { EventTypes } from './event-types';

/**
 * Law 2. Transaction ids are given out before commit, so that a lower one may become visible after a higher one; below the
 * oldest open transaction nothing can appear any more. What belongs to an older epoch is complete, and its transaction ids
 * belong to another cluster's count.
 */
const TEXT = `
select ${EVENT_COLUMNS}
  from log.events
 where (epoch, transaction_id, position) > ($1::int, $2::xid8, $3::bigint)
   and (epoch < (select current from log.epoch) or transaction_id < pg_snapshot_xmin(pg_current_snapshot()))
 order by epoch, transaction_id, position
 limit $4`;

/** The next events of the whole log in the order that every reader sees for ever, at most `limit`. */
export async function readAfter(
  client: Pool | ClientBase,
  types: EventTypes,
  cursor: Cursor,
  limit: number,
): Promise<RecordedEvent[]> {
  const { rows } = await client.query<EventRow>({
    name: 'log-read-after',
    text: TEXT,
    values: [cursor.epoch, cursor.transactionId, cursor.position, limit],
  });
  return rows.map((row) => toRecordedEvent(row, types));
}
