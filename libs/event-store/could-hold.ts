import type { Pool } from 'pg';
import type { Cursor } from './cursor';

/**
 * Whether the log could ever have given out this place: one of a later epoch, or of a transaction that has not begun, is of another
 * database, or of this one before it was restored. Waiting for it would be in vain.
 */
export async function couldHold(pool: Pool, { epoch, transactionId }: Cursor): Promise<boolean> {
  const { rows } = await pool.query<{ could: boolean }>({
    name: 'log-could-hold',
    text: 'select $1::int < current or ($1::int = current and $2::xid8 < pg_snapshot_xmax(pg_current_snapshot())) as could from log.epoch where only_row',
    values: [epoch, transactionId],
  });
  return rows[0]?.could === true;
}
