import type { Pool } from 'pg';
import type { Cursor } from './cursor';

/** What the log keeps of an accepted command: the digest of its body, and its result. */
export interface StoredCommand {
  readonly bodyHash: Buffer;
  readonly cursor: Cursor;
  readonly streams: readonly { readonly stream: string; readonly version: number }[];
}

/** The accepted command of that scope and id, if there is one. Asked before a repeat is refused by what it itself changed. */
export async function findCommand(pool: Pool, scope: string, id: string): Promise<StoredCommand | null> {
  const { rows } = await pool.query<{ body_hash: Buffer; epoch: number; transaction_id: string; position: string; streams: string[]; versions: string[] }>({
    name: 'log-find-command',
    text: 'select body_hash, epoch, transaction_id, position, streams, versions from log.commands where scope = $1 and command_id = $2',
    values: [scope, id],
  });
  const row = rows[0];
  if (row === undefined) return null;
  return {
    bodyHash: row.body_hash,
    cursor: { epoch: row.epoch, transactionId: row.transaction_id, position: row.position },
    streams: row.streams.map((stream, i) => ({ stream, version: Number(row.versions[i]) })),
  };
}
