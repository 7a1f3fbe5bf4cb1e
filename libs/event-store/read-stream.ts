import type { ClientBase, Pool } from 'pg';
import type { RecordedEvent } from './event';
import { EVENT_COLUMNS, type EventRow, toRecordedEvent } from './event-row';
import type { EventTypes } from './event-types';

const TEXT = `select ${EVENT_COLUMNS} from log.events where stream = $1 and version > $2 order by version`;

/** All events of one stream after a version (0: from the first), in order. Streams are small: one item, one plan, one unit. */
export async function readStream(
  client: Pool | ClientBase,
  types: EventTypes,
  stream: string,
  afterVersion: number,
): Promise<RecordedEvent[]> {
  const { rows } = await client.query<EventRow>({ name: 'log-read-stream', text: TEXT, values: [stream, afterVersion] });
  return rows.map((row) => toRecordedEvent(row, types));
}
