import type { ClientBase } from 'pg';

export async function inTransaction(client: ClientBase, work: () => Promise<void>): Promise<void> {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    // Where the connection is gone the server has rolled back, or committed: whoever comes next reads which.
    await client.query('rollback').catch(() => undefined);
    throw error;
  }
}

/**
 * Tries the work and rolls it back.
 *
 * @returns what kept it from being done, or null
 * @throws where the connection is gone
 */
export async function undone(client: ClientBase, work: () => Promise<unknown>): Promise<{ error: unknown } | null> {
  await client.query('begin');
  let failed: { error: unknown } | null = null;
  try {
    await work();
  } catch (error) {
    failed = { error };
  }
  await client.query('rollback');
  return failed;
}
