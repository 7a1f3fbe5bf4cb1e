import { Client, type Pool } from 'pg';

/**
 * The one connection of a subscription: it holds the fence and runs every batch, so that a worker which loses the one has
 * lost the other too.
 */
export interface SubscriptionSession {
  readonly client: Client;
  end(): Promise<void>;
}

/** A handler that hangs inside its transaction must not hold the log's readers back for longer than this. */
const IDLE_IN_TRANSACTION_MS = 5_000;

export async function openSession(pool: Pool, name: string): Promise<SubscriptionSession> {
  const client = new Client({
    ...pool.options,
    // The pool hides its password from enumeration.
    password: pool.options.password,
    application_name: `subscription ${name}`.slice(0, 63),
    keepAlive: true,
  });
  // The next query on it fails and is dealt with; unheard, this event would end the process.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`set idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MS}`);
  return {
    client,
    async end() {
      // A connection that is gone cannot be closed politely, and need not be.
      await client.end().catch(() => undefined);
    },
  };
}

/** Takes the fence of a name for as long as the session lives; false where another worker has it. */
export async function tryFence(client: Client, name: string): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock(hashtextextended($1, 1)) as held', [name]);
  return rows[0]?.held === true;
}
