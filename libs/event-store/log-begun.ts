import type { Pool } from 'pg';

/** The moment at which the first event of the log was recorded; null where there is none. Before it nothing was known. */
export async function logBegun(pool: Pool): Promise<string | null> {
  const { rows } = await pool.query<{ at: Date }>({ name: 'log-begun', text: 'select recorded_at as at from log.events order by epoch, transaction_id, position limit 1' });
  return rows[0]?.at.toISOString() ?? null;
}
