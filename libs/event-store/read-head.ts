import type { ClientBase, Pool } from 'pg';

export interface StreamHead {
  /** 0 where the stream is not there. */
  readonly version: number;
  readonly headHash: Buffer | null;
}

/** Where a stream stands now. Asked before anything is refused out of cached state (law 4). */
export async function readHead(client: Pool | ClientBase, stream: string): Promise<StreamHead> {
  const { rows } = await client.query<{ version: string; head_hash: Buffer }>({
    name: 'log-read-head',
    text: 'select version, head_hash from log.streams where stream = $1',
    values: [stream],
  });
  const row = rows[0];
  return row === undefined ? { version: 0, headHash: null } : { version: Number(row.version), headHash: row.head_hash };
}
