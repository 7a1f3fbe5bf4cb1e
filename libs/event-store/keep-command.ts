import type { ClientBase, Pool } from 'pg';
import type { Command } from './append-request';
import { uniqueViolation } from './append';
import { refuseUnstorable } from './canonical-json';
import type { Cursor } from './cursor';

export type KeepOutcome =
  | {
      /** `repeated`: the command is in the log already. */
      readonly kind: 'kept' | 'repeated';
      readonly cursor: Cursor;
      readonly streams: readonly { readonly stream: string; readonly version: number }[];
    }
  | { readonly kind: 'different-body' }
  /** A stream has moved: what found nothing to do must look again. */
  | { readonly kind: 'conflict'; readonly stream: string };

interface Row {
  readonly r_status: 'kept' | 'repeated' | 'different-body' | 'conflict';
  readonly r_epoch: number;
  readonly r_transaction_id: string;
  readonly r_position: string;
  readonly r_streams: string[];
  readonly r_versions: string[];
}

/**
 * Keeps a command that was accepted and changed nothing (laws 3 and 4): its result is the streams as they stood, checked here. A
 * repeat is then known, though by its time the same words would change something.
 */
export async function keepCommand(pool: Pool | ClientBase, command: Command, streams: readonly { stream: string; version: number }[]): Promise<KeepOutcome> {
  refuseUnstorable(command.scope, 'command.scope');
  refuseUnstorable(command.id, 'command.id');
  // Two that keep the same id meet at its key. The winner has committed by then.
  const row = await keep(pool, command, streams).catch((error: unknown) => {
    if (uniqueViolation(error) === 'commands_pkey') return keep(pool, command, streams);
    throw error;
  });
  switch (row.r_status) {
    case 'different-body':
      return { kind: 'different-body' };
    case 'conflict':
      return { kind: 'conflict', stream: row.r_streams[0] ?? '' };
    default:
      return {
        kind: row.r_status,
        cursor: { epoch: row.r_epoch, transactionId: row.r_transaction_id, position: row.r_position },
        streams: row.r_streams.map((stream, i) => ({ stream, version: Number(row.r_versions[i]) })),
      };
  }
}

async function keep(pool: Pool | ClientBase, command: Command, streams: readonly { stream: string; version: number }[]): Promise<Row> {
  const { rows } = await pool.query<Row>({
    name: 'log-keep-command',
    text: 'select * from log.keep_command($1,$2,$3,$4,$5)',
    values: [command.scope, command.id, command.bodyHash, streams.map((s) => s.stream), streams.map((s) => s.version)],
  });
  return rows[0] as Row;
}
