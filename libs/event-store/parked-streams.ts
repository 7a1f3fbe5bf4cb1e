import type { ClientBase, Pool } from 'pg';

/** A stream that a subscription has stopped reading; its other streams go on, and what it counts is incomplete (law 6). */
export interface ParkedStream {
  readonly stream: string;
  /** The first version not handled. */
  readonly version: number;
  readonly reason: string;
  readonly since: Date;
}

export async function readParked(client: Pool | ClientBase, subscription: string): Promise<ParkedStream[]> {
  const { rows } = await client.query<{ stream: string; version: string; reason: string; since: Date }>(
    'select stream, version, reason, since from log.parked where subscription = $1 order by stream',
    [subscription],
  );
  return rows.map((row) => ({ ...row, version: Number(row.version) }));
}

/** Whether what the subscription counts is incomplete. */
export async function isAnyParked(client: Pool | ClientBase, subscription: string): Promise<boolean> {
  return (await client.query('select from log.parked where subscription = $1 limit 1', [subscription])).rowCount === 1;
}

export function reasonToPark({ type, schemaVersion }: { readonly type: string; readonly schemaVersion: number }): string {
  return `unknown event type ${type}, schema version ${schemaVersion}`;
}

/** In the transaction of the batch in which the event was found. */
export async function parkStream(
  client: ClientBase,
  subscription: string,
  parked: { readonly stream: string; readonly version: number; readonly reason: string },
): Promise<void> {
  await client.query(
    `insert into log.parked (subscription, stream, version, reason) values ($1, $2, $3, $4)
     on conflict (subscription, stream) do update set version = excluded.version, reason = excluded.reason`,
    [subscription, parked.stream, parked.version, parked.reason],
  );
}

/** Compare-and-set as for a checkpoint: false where somebody else has taken the stream up again. */
export async function unparkStream(client: ClientBase, subscription: string, parked: ParkedStream): Promise<boolean> {
  const { rowCount } = await client.query('delete from log.parked where subscription = $1 and stream = $2 and version = $3', [
    subscription,
    parked.stream,
    parked.version,
  ]);
  return rowCount === 1;
}
