import type { Pool, PoolClient, QueryResultRow } from 'pg';

/**
 * Runs read-only work on one consistent view of the log. It takes no transaction id, so that readers are not held back
 * however long it lasts.
 */
export async function inSnapshot<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin isolation level repeatable read read only');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

const PAGE_ROWS = 2_000;

/** The rows of a query through a server-side cursor, some thousands in memory at a time. Only inside a transaction. */
export async function* fetchAll<Row extends QueryResultRow>(client: PoolClient, cursor: string, sql: string): AsyncGenerator<Row> {
  // Everything will be fetched: without this the planner optimises for the first tenth.
  await client.query('set local cursor_tuple_fraction = 1');
  await client.query(`declare ${cursor} no scroll cursor for ${sql}`);
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${PAGE_ROWS} from ${cursor}`);
    if (rows.length === 0) break;
    yield* rows;
  }
  await client.query(`close ${cursor}`);
}
