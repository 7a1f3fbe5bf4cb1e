import type { ClientBase } from 'pg';
import type { Cursor } from '#libs/event-store/cursor';
import type { RecordedEvent } from '#libs/event-store/event';
import { EVENT_COLUMNS, toRecordedEvent, type EventRow } from '#libs/event-store/event-row';
import type { EventTypes } from '#libs/event-store/event-types';

/** The events up to a place that gave these notices their numbers: goes through all series, for what is seldom asked. */
export async function numbersOf(noticeIds: readonly string[], place: Cursor, types: EventTypes, client: ClientBase): Promise<RecordedEvent[]> {
  if (noticeIds.length === 0) return [];
  // `0` follows `/`: the end of what begins with the prefix.
  const { rows } = await client.query<EventRow>(
    `select ${EVENT_COLUMNS} from log.events
      where stream >= 'series/' and stream < 'series0' and type = 'NoticeNumbered' and data->>'noticeId' = any($1) and (epoch, transaction_id, position) <= ($2::int, $3::xid8, $4::bigint)`,
    [noticeIds, place.epoch, place.transactionId, place.position],
  );
  return rows.map((row) => toRecordedEvent(row, types));
}
