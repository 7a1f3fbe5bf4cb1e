import type { ClientBase, Pool } from 'pg';
import type { RecordedEvent } from './event';
import { EVENT_COLUMNS, type EventRow, toRecordedEvent } from './event-row';
import type { EventTypes } from './event-types';

/** Whole streams at once, each in its order; one that is not there is left out. */
export async function readStreams(client: Pool | ClientBase, types: EventTypes, streams: readonly string[]): Promise<Map<string, RecordedEvent[]>> {
  const { rows } = await client.query<EventRow>({
    name: 'log-read-streams',
    text: `select ${EVENT_COLUMNS} from log.events where stream = any($1) order by stream, version`,
    values: [streams],
  });
  const found = new Map<string, RecordedEvent[]>();
  for (const row of rows) {
    const events = found.get(row.stream);
    if (events) events.push(toRecordedEvent(row, types));
    else found.set(row.stream, [toRecordedEvent(row, types)]);
  }
  return found;
}
