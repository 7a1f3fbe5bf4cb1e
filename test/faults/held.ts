import { Pool } from 'pg';
import type { SupervisedChild } from '#libs/platform/child-process';
import type { RunningSystem } from '../support/running-system';
import { until } from '../support/until';

/** Held back in the database: who would write it stands still in the middle of its work, for as long as a test wants. */
export interface Held {
  /** Waits until a statement of the program, or of one of the worker's subscriptions, stands still. */
  stands(who: 'duban-api' | 'duban-worker' | 'subscription projector'): Promise<void>;
  /**
   * Lets go. What a killed process had sent is then carried out by the server, though nobody learns of it; `undone`: the server gives it
   * up, as if the process had died before it was sent.
   */
  letGo(how?: 'carriedOut' | 'undone'): Promise<void>;
}

/**
 * Holds streams of the log that are there already, and tables.
 *
 * Whoever follows the log does not see what is committed from here on until it is let go: no reader passes an open transaction.
 * What a subscription is to meet must stand in the log before.
 */
export async function hold(system: RunningSystem, { streams = [], tables = [] }: { streams?: string[]; tables?: string[] }): Promise<Held> {
  const owner = new Pool({ connectionString: system.database.ownerUrl, max: 1 });
  owner.on('error', () => undefined);
  const holder = await owner.connect();
  holder.on('error', () => undefined);
  await holder.query('set idle_in_transaction_session_timeout = 0');
  await holder.query('begin');
  for (const table of tables) await holder.query(`lock table ${table} in exclusive mode`);
  const { rowCount } = await holder.query('select from log.streams where stream = any($1) for update', [streams]);
  if (rowCount !== streams.length) throw new Error(`not all of ${streams.join(', ')} are there to be held`);
  let held = true;
  const waiting = `from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return {
    async stands(who) {
      await until(`${who} stands still`, async () => (await system.pool.query(`select ${waiting} and application_name = $1`, [who])).rowCount! > 0, 40_000);
    },
    async letGo(how = 'carriedOut') {
      if (!held) return;
      held = false;
      if (how === 'undone') await system.pool.query(`select pg_terminate_backend(pid) ${waiting}`);
      await holder.query('rollback');
      holder.release();
      await owner.end();
    },
  };
}

/** A process stands still while the work is done, and then goes on: it meets all of it at once. */
export async function whileFrozen<T>({ pid }: SupervisedChild, work: () => Promise<T>): Promise<T> {
  if (pid === undefined) throw new Error('the process is not running');
  process.kill(pid, 'SIGSTOP');
  try {
    return await work();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}
