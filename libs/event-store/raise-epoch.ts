import type { Pool } from 'pg';

/**
 * Begins a new epoch, once after every restore, as the schema's owner. Waits for appends under way. From then on every
 * checkpoint of an older epoch is refused, until its subscriber was rebuilt or said that it can continue.
 *
 * @returns the new epoch
 */
export async function raiseEpoch(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ epoch: number }>('select log.raise_epoch() as epoch');
  const row = rows[0];
  if (row === undefined) throw new Error('log.raise_epoch returned no row');
  return row.epoch;
}
