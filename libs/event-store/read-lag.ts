import type { ClientBase, Pool } from 'pg';
import { readCheckpoint } from './checkpoint';
import { BEGINNING, type Cursor } from './cursor';

export interface Lag {
  readonly cursor: Cursor;
  /** Milliseconds of the server's own clock since the oldest unread event was stored; 0 where all is read. */
  readonly oldestUnreadMs: number;
}

/**
 * How far a subscription is behind. Events that a long transaction still keeps from every reader count as unread:
 * that is what the alarm on lag is for.
 */
export async function readLag(client: Pool | ClientBase, name: string): Promise<Lag> {
  const cursor = (await readCheckpoint(client, name))?.cursor ?? BEGINNING;
  const { rows } = await client.query<{ age_ms: number }>({
    name: 'log-oldest-unread',
    text: `select extract(epoch from clock_timestamp() - stored_at)::float8 * 1000 as age_ms
             from log.events
            where (epoch, transaction_id, position) > ($1::int, $2::xid8, $3::bigint)
            order by epoch, transaction_id, position
            limit 1`,
    values: [cursor.epoch, cursor.transactionId, cursor.position],
  });
  return { cursor, oldestUnreadMs: Math.max(0, rows[0]?.age_ms ?? 0) };
}
