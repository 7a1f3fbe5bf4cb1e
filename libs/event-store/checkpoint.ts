import type { ClientBase, Pool } from 'pg';
import type { Cursor } from './cursor';

/** How far a subscription has come. */
export interface Checkpoint {
  readonly cursor: Cursor;
  /** The log's epoch when it came there. Another one than the log's own means: there was a restore since. */
  readonly logEpoch: number;
  /** How often another than the subscription has set it: what was handled may then have been made anew, even up to the same place. */
  readonly moves: number;
}

export async function readCheckpoint(client: Pool | ClientBase, name: string): Promise<Checkpoint | null> {
  const { rows } = await client.query<{ log_epoch: number; epoch: number; transaction_id: string; position: string; moves: number }>({
    name: 'log-read-checkpoint',
    text: 'select log_epoch, epoch, transaction_id, position, moves from log.checkpoints where name = $1',
    values: [name],
  });
  const row = rows[0];
  if (row === undefined) return null;
  return {
    cursor: { epoch: row.epoch, transactionId: row.transaction_id, position: row.position },
    logEpoch: row.log_epoch,
    moves: row.moves,
  };
}

export async function readEpoch(client: Pool | ClientBase): Promise<number> {
  const { rows } = await client.query<{ current: number }>('select current from log.epoch');
  const row = rows[0];
  if (row === undefined) throw new Error('log.epoch has no row: this schema is not whole');
  return row.current;
}

/**
 * Compare-and-set, in the transaction of what was done with the batch. False where somebody else has moved the checkpoint or
 * the epoch was raised: roll back. Reading log.epoch here makes a raise wait for this transaction.
 *
 * @param from `null` for a subscription without a checkpoint so far
 */
export async function advanceCheckpoint(
  client: ClientBase,
  name: string,
  from: Pick<Checkpoint, 'cursor' | 'moves'> | null,
  to: Cursor,
  logEpoch: number,
): Promise<boolean> {
  if (from === null) {
    const { rowCount } = await client.query({
      name: 'log-first-checkpoint',
      text: `insert into log.checkpoints (name, log_epoch, epoch, transaction_id, position)
             select $1, e.current, $2, $3, $4 from log.epoch e where e.current = $5
             on conflict do nothing`,
      values: [name, to.epoch, to.transactionId, to.position, logEpoch],
    });
    return rowCount === 1;
  }
  const { rowCount } = await client.query({
    name: 'log-advance-checkpoint',
    text: `update log.checkpoints
              set epoch = $2, transaction_id = $3, position = $4, updated_at = clock_timestamp()
            where name = $1 and epoch = $5 and transaction_id = $6 and position = $7 and moves = $9
              and log_epoch = $8 and (select current from log.epoch) = $8`,
    values: [name, to.epoch, to.transactionId, to.position, from.cursor.epoch, from.cursor.transactionId, from.cursor.position, logEpoch, from.moves],
  });
  return rowCount === 1;
}

/** Whether the checkpoint is as it was left; nobody else sets it until the transaction ends. */
export async function holdCheckpoint(client: ClientBase, name: string, { moves }: Pick<Checkpoint, 'moves'>): Promise<boolean> {
  const { rowCount } = await client.query({ name: 'log-hold-checkpoint', text: 'select from log.checkpoints where name = $1 and moves = $2 for share', values: [name, moves] });
  return rowCount === 1;
}

/** Takes a checkpoint of an older epoch over into the log's present one, for a subscriber that said it can continue. */
export async function acknowledgeEpoch(client: ClientBase, name: string, logEpoch: number): Promise<void> {
  await client.query('update log.checkpoints set log_epoch = $2, updated_at = clock_timestamp() where name = $1', [name, logEpoch]);
}

/** Lets a subscription begin anew, for a rebuild. Its own tables are the caller's to empty, best in the same transaction. */
export async function resetCheckpoint(client: Pool | ClientBase, name: string): Promise<void> {
  await client.query(
    'with parked as (delete from log.parked where subscription = $1) delete from log.checkpoints where name = $1',
    [name],
  );
}
