import { Pool } from 'pg';

/** A connection that does not come about in so long counts as a server that is away. */
const CONNECT_MS = 5_000;

/**
 * An open transaction holds back every reader of the log (law 2): the server itself ends one that its process has left idle so long,
 * whoever's server it is.
 */
const IDLE_IN_TRANSACTION_MS = 5_000;

/** What a connection is opened with. */
export interface ConnectionLimits {
  readonly connectionTimeoutMillis: number;
  readonly query_timeout: number;
  readonly statement_timeout: number;
  readonly idle_in_transaction_session_timeout: number;
  readonly keepAlive: boolean;
  readonly application_name: string;
}

export interface PoolChoice {
  readonly url: string;
  readonly max: number;
  /** Shown in `pg_stat_activity`. */
  readonly name: string;
  /** Longest that one statement is waited for. */
  readonly answerMs: number;
}

/** How a process of the system connects: bounded in every direction, since a server that is frozen, or behind a network that drops, refuses nothing and answers nothing. */
export function connectionLimits({ name, answerMs }: Pick<PoolChoice, 'name' | 'answerMs'>): ConnectionLimits {
  // The server gives up when we do: what nobody waits for shall hold no locks.
  return { connectionTimeoutMillis: CONNECT_MS, query_timeout: answerMs, statement_timeout: answerMs, idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS, keepAlive: true, application_name: name };
}

/**
 * A pool that gives up on a statement after `answerMs`: whether it was carried out is then unknown, and the connection is dropped.
 *
 * @param broken told when an idle connection breaks; the pool opens another by itself
 */
export function openPool(choice: PoolChoice, broken: (error: Error) => void = () => undefined): Pool {
  const pool = new Pool({ connectionString: choice.url, max: choice.max, ...connectionLimits(choice) });
  pool.on('error', broken);
  return pool;
}
